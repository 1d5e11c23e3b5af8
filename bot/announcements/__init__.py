"""Announcements: what an officer tells many, everyone once, nobody twice, nobody skipped.

audience      whom: places, languages, subject
announcement  what: texts, media, state, counts
rules         when, and who looks at it first
desk          what officers do: write, confirm, approve, pause, report   ← handlers use this
delivery      one recipient's copy, and what became of it
lane          how fast, across all workers
run           deliveries taken up, sent, written down
dispatch      who runs what: in this process, or (`workers`) in many
"""

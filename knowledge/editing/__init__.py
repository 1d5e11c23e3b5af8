"""Editing the knowledge without a programmer: pure values, files in, files out.

Nothing here knows Telegram, a database or an event loop; `bot.desk` runs it beside the bot.
*Contents* is a whole base as files: relative name → bytes. In the order of an edit:

- `uploads.unpack(uploads, known)` → `Unpacked`: files, or what is wrong with what was sent.
- `proposal.Proposal(parent, files, removed)`, `proposal.lay_over(current, proposal)`,
  `proposal.draft_of(contents, today, gazetteer)` → `Draft`: loaded aside, every problem.
- `carets.excerpt(problem, contents)` → `Excerpt`: the line with a caret, as a value.
- `changes.changes_between(old, new)` → `Change`s; `changes.left_behind(old, new)`;
  `change_words.sentence(change, language)` says one in Vietnamese or English.
- `fates.phrase_fates(old, new)` → `Fate`s: phrases that now find another topic.
- `probes.differences(old, new, probes, today)` → `Difference`s: questions answered otherwise;
  `probes.canaries(old, new, probes, today)` → `Fallen`: what was right and now is wrong.
- `review.review(draft, …)` → `Review`: all of the above; `shown`, and `as_file` for the rest.
- `merge.merge(base, theirs, ours)` → `Merged`: two admins at once, with every `Collision`.
- `versions.Versions(folder)`: on disk; `publish`, `history`, `find`, `current`; kill -9 safe.
- `edits.add_phrase`, `edits.add_signpost_phrase`, `edits.set_contact`, `edits.add_topic`
  → `Edited` or `Refused`; `fates.stolen_by(...)` is the evidence against a phrase.
- `sheets.read_sheet(name, data)` → rows; `offices.import_offices(contents, rows, …)`
  → `Imported`: the new files and one `RowResult` a row.
- `completeness.filled_by_province`, `completeness.to_confirm_again`.
- `health.health_of(base, today, …)` → `Health`: what the review page shows.
- `rewrite.rewrite(data, target)` → bytes: the one way a file is written back; every line that
  the edit does not touch stays byte for byte.
"""

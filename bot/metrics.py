"""What is counted for those who run the bot. No label leads to a person."""

from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram, generate_latest

REPLY_SECONDS = (0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0)


class Metrics:
    """The counters, in a registry of their own."""

    def __init__(self) -> None:
        """Start all of them at zero."""
        self.registry = CollectorRegistry()
        self.questions = Counter(
            "chihoi_questions",
            "Questions answered, by kind of verdict and language of the reply.",
            ("kind", "language"),
            registry=self.registry,
        )
        self.reply_seconds = Histogram(
            "chihoi_reply_seconds",
            "From taking up an update to having sent its reply.",
            buckets=REPLY_SECONDS,
            registry=self.registry,
        )
        self.updates = Counter(
            "chihoi_updates",
            "Updates by what became of them: done, failed or repeated.",
            ("outcome",),
            registry=self.registry,
        )
        self.updates_in_hand = Gauge(
            "chihoi_updates_in_hand", "Updates taken up or waiting.", registry=self.registry
        )
        self.webhook_refusals = Counter(
            "chihoi_webhook_refusals",
            "Webhook calls refused, by reason: secret, size, body.",
            ("reason",),
            registry=self.registry,
        )
        self.knowledge = Gauge(
            "chihoi_knowledge_loaded",
            "1 for the version of the knowledge base that answers.",
            ("version",),
            registry=self.registry,
        )

    def note_knowledge(self, old: str, new: str) -> None:
        """Note that version *new* of the knowledge answers instead of *old*."""
        if old:
            self.knowledge.labels(old).set(0)
        self.knowledge.labels(new).set(1)

    def count_question(self, kind: str, language: str) -> None:
        """Count a question; *kind* is one of `bot.storage.questions.KINDS`."""
        self.questions.labels(kind, language).inc()

    def text(self) -> bytes:
        """Return all of them in Prometheus' text format."""
        return generate_latest(self.registry)

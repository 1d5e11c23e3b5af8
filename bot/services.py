"""What handlers may use. It grows only by review; settings are not in it."""

from dataclasses import dataclass

from bot.announcements.desk import Desk
from bot.clock import Clock
from bot.editing.house import Editing
from bot.i18n import Catalogs
from bot.journal import Journal
from bot.metrics import Metrics
from bot.officers import Officers
from bot.recognition import Recognition
from bot.storage import Database
from knowledge.localities import Gazetteer
from knowledge.store import KnowledgeStore


@dataclass(frozen=True, slots=True)
class Services:
    """Everything that lives as long as the bot."""

    knowledge: KnowledgeStore
    gazetteer: Gazetteer
    catalogs: Catalogs
    database: Database
    recognition: Recognition
    journal: Journal
    metrics: Metrics
    clock: Clock
    admin_ids: frozenset[int]
    officers: Officers
    desk: Desk
    editing: Editing

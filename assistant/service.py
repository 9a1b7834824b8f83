"""The assistant behind every surface: questions, search, the register and the documents of one library."""

import time
from collections.abc import Callable, Sequence
from datetime import date

from assistant.answerer import Answerer
from assistant.answering.answer import Answer, DutyRow, MeasureRow
from assistant.answering.generating.writer import Writer
from assistant.answering.listener import SILENT, Listener, Watch, Watched
from assistant.answering.showing.duties import duty_rows
from assistant.answering.showing.measures import measure_rows
from assistant.auth.trail import answered
from assistant.comparing.compare import difference
from assistant.comparing.difference import Difference
from assistant.conversation.memory import kept, turn_before
from assistant.conversation.rewriting import Rewriter
from assistant.inputs import checked_question
from assistant.language_model.model import Asker
from assistant.quality.findings import QualityReport
from assistant.quality.remembered import Checks
from assistant.question.question import Question
from assistant.question.understand import understand
from assistant.register.conditions import Conditions
from assistant.register.facets import Facet, Rows, facets
from assistant.register.selection import choose_duties, choose_measures
from assistant.retrieval.hybrid import HybridRetrieval, Side
from assistant.retrieval.rerank import Reranker
from assistant.search import Search, SearchHit
from assistant.texts import Language
from corpus.complaints import quoted
from corpus.jurisdictions import NATIONAL, OUTER, distance
from corpus.models import Document, Page, Standing
from corpus.readable import Readable
from corpus.words.alphabet import alphabetical


class Assistant:
    """Answers from one library, which keeps what conversations need; safe to call from several threads."""

    def __init__(
        self,
        library: Readable,
        today: Callable[[], date] = date.today,
        *,
        reranker: Reranker | None = None,
        writer: Writer | None = None,
        rewriter: Rewriter | None = None,
        watch: Watch = Watched,
    ) -> None:
        """`today` decides which edition of a plan holds; a `reranker` has its say in what is found and quoted.

        A `writer` says with a language model what the plans say; without one sentences are quoted. A `rewriter` puts
        questions that follow up with one; without, and wherever that does not stand, rules do. `watch` is shown each
        question that is asked.
        """
        self.library = library
        self._today = today
        self._reranker = reranker
        self._writer = writer
        self._rewriter = rewriter
        self._watch = watch
        self._retrieval = HybridRetrieval(library, reranker=reranker)
        self._answerer = Answerer(library, today, self._retrieval, writer, rewriter)
        self._checks = Checks(library)

    def over(self, library: Readable) -> "Assistant":
        """The same assistant over another library, or over a view of its own."""
        return Assistant(
            library,
            self._today,
            reranker=self._reranker,
            writer=self._writer,
            rewriter=self._rewriter,
            watch=self._watch,
        )

    def ask(
        self,
        question: str,
        *,
        conversation_id: str | None = None,
        after: str | None = None,
        document_ids: Sequence[str] | None = None,
        language: str | None = None,
        scope: str | None = None,
        owner: str | None = None,
        asker: Asker | None = None,
        listener: Listener = SILENT,
    ) -> Answer:
        """The verified answer to a question of 1 to 2,000 characters; `document_ids` limit where it may come from.

        `scope` is the jurisdiction of whoever asks, as documents have theirs: one's own plans come first, those that
        bind before those that guide, and what holds for others is said to.

        Of a plan in several editions the one that holds answers, unless the question names a year or an edition. In a
        conversation a question may lean on the one before: the one with the message id `after`, else the last. A new
        conversation is `owner`'s. A question with personal data is refused, and neither kept nor looked into.
        What a language model is used for is counted as the `asker`'s, else as the owner's.
        The `listener` is told what is going on, and what can be told already of an answer that is written.

        Raises ValueError where the question is empty or too long, or a document id or the scope is unknown, and
        UnknownConversationError.
        """
        watched = self._watch(listener)
        text = checked_question(question)
        asked = self._documents(document_ids)
        self.check_scope(scope)
        conversations = self.library.conversations
        before = turn_before(conversations, conversation_id, after, owner, self.library.snapshot.documents)
        whose = asker or Asker(owner)
        answer, leant_on = self._answerer.answer(
            text, before, documents=asked, language=language, scope=scope, asker=whose, listener=watched
        )
        answered(citation.document_id for citation in answer.citations)
        titles = {document.id: document.title for document in self.documents()}
        answer = kept(
            conversations, conversation_id, text, answer, before, owner=owner, titles=titles, leant_on=leant_on
        )
        return watched.answered(answer)

    def warm_up(self) -> None:
        """Loads what the first question would otherwise wait for (about a second: word lists, vectors)."""
        self._answerer.warm_up()

    def search(
        self,
        query: str,
        limit: int = 10,
        *,
        document_ids: Sequence[str] | None = None,
        side: Side = "hybrid",
    ) -> list[SearchHit]:
        """The best passages for a query, best first; `side` takes one retriever alone, for measurement."""
        text, asked = checked_question(query), self._documents(document_ids)
        hits = Search(self.library.snapshot, self._retrieval, self._today()).hits(text, limit, asked, side)
        answered(hit.document_id for hit in hits)
        return hits

    def measures(self, conditions: Conditions = Conditions()) -> list[MeasureRow]:  # noqa: B008 - frozen
        """All measures that meet every condition, in the order of their documents.

        Raises ValueError where a document is unknown.
        """
        snapshot, today = self.library.snapshot, self._today()
        self._documents(conditions.document_id)
        chosen = choose_measures(conditions.filters(snapshot, today), snapshot)
        return measure_rows([row.measure for row in chosen], snapshot, today)

    def duties(self, conditions: Conditions = Conditions()) -> list[DutyRow]:  # noqa: B008 - frozen
        """All duties that meet every condition, in the order of their documents.

        Raises ValueError where a document is unknown.
        """
        snapshot, today = self.library.snapshot, self._today()
        self._documents(conditions.document_id)
        chosen = choose_duties(conditions.filters(snapshot, today), snapshot)
        return duty_rows([row.duty for row in chosen], snapshot, today)

    def facets(self, rows: Rows, conditions: Conditions, language: Language = "nb") -> list[Facet]:
        """What each condition can be changed to, and how many rows meet them then.

        Raises ValueError where a document is unknown.
        """
        self._documents(conditions.document_id)
        return facets(rows, conditions, self.library.snapshot, self.today, language)

    @property
    def writer(self) -> Writer | None:
        """What says with a language model what the plans say; None without one."""
        return self._writer

    @property
    def today(self) -> date:
        """The day that decides which edition of a plan holds."""
        return self._today()

    def check(self, document_id: str, language: Language = "nb") -> QualityReport | None:
        """What may be wrong in a published document, or None where there is none."""
        return self._checks.of(document_id, language) if self.document(document_id) else None

    def documents(self) -> list[Document]:
        """All published documents, by id."""
        return list(self.library.snapshot.documents.values())

    def document(self, document_id: str) -> Document | None:
        """A published document, or None."""
        return self.library.snapshot.documents.get(document_id)

    def page(self, document_id: str, number: int, generation: str | None = None, *, words: bool = True) -> Page | None:
        """A page of a document's current generation, or of a given one of its generations; None where there is none.

        Without its words it is there sooner.
        """
        if generation is not None:
            document = self.library.published(generation)
            if document is None or document.id != document_id:
                return None
            return self.library.page(generation, number, words=words)
        current = self.library.snapshot.generations.get(document_id)
        return self.library.page(current, number, words=words) if current else None

    def texts(self, document_id: str, generation: str | None = None) -> tuple[Page, ...] | None:
        """All pages of a document's current generation, or of a given one of its generations, without their words;
        None where there is none.
        """
        wanted = generation or self.library.snapshot.generations.get(document_id)
        document = self.library.published(wanted) if wanted else None
        return self.library.texts(wanted) if wanted and document and document.id == document_id else None

    def example_questions(self, language: str = "nb") -> list[str]:
        """A few questions that the register answers, made from its own measures."""
        return self._answerer.example_questions(language)

    def difference(self, old: str, new: str) -> Difference:
        """What became of the measures from one document to another.

        Raises ValueError where one of them is unknown.
        """
        self._documents([old, new])
        documents = self.library.snapshot.documents
        return difference(self.library, documents[old], documents[new])

    def holding(self, document_id: str) -> Document | None:
        """The edition that holds today of the plan that a document is one of; None where the document is gone."""
        snapshot = self.library.snapshot
        return snapshot.documents.get(snapshot.editions.current(document_id, self._today()))

    def standing(self, document_id: str) -> Standing:
        """What a document is among the editions of its plan today."""
        return self.library.snapshot.editions.standing(document_id, self._today())

    def understood(self, question: str) -> Question:
        """What the assistant takes a question to ask for."""
        return understand(checked_question(question), self.library.snapshot, today=self._today())

    def embed_query_ms(self, query: str) -> float:
        """How long the query embedding alone takes, in milliseconds."""
        started = time.perf_counter()
        self.library.embedding.embed_query(query)
        return round((time.perf_counter() - started) * 1000, 3)

    def scopes(self) -> list[str]:
        """The jurisdictions that plans hold for, but everybody's, in alphabetical order."""
        named = {document.jurisdiction for document in self.documents()} - {None, NATIONAL}
        return sorted((name for name in named if name is not None), key=alphabetical)

    def check_scope(self, scope: str | None) -> None:
        """Raises ValueError where no plan holds for a jurisdiction, nor for what it is part of."""
        if scope is not None and not any(distance(place, scope) <= OUTER for place in self.scopes()):
            known = "; ".join(self.scopes()) or "ingen"
            raise ValueError(f"ingen plan gjelder for {quoted(scope)}; det finnes planer for: {known}")

    def _documents(self, document_ids: Sequence[str] | None) -> frozenset[str] | None:
        if document_ids is None:
            return None
        unknown = sorted(set(document_ids) - set(self.library.snapshot.documents))
        if unknown:
            raise ValueError(
                f"dokumentet {quoted(unknown[0])} finnes ikke; `planassistent documents` viser dem som finnes"
            )
        return frozenset(document_ids)

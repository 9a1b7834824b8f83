"""An adopted draft read in as a plan: its Word file goes the way of every upload."""

from typing import Any

from fastapi import APIRouter, Request, Response

from assistant.api.access import Editor, Leader, UserDep
from assistant.api.dependencies import AssistantDep, JobsDep, ServicesDep
from assistant.api.draft_access import DraftDep
from assistant.api.draft_exports import whole_draft
from assistant.api.drafts import CollectionName
from assistant.api.problems import MEDIA_TYPE, Problem, ProblemError, described
from assistant.api.requests import RequestBody
from assistant.api.uploads import UploadAccepted, accepted, check_target
from assistant.exports.drafts.plan import plan_file, plan_id
from assistant.exports.drafts.refusal import Unverified

router = APIRouter(tags=["drafts"], dependencies=[Leader])


class IngestRequest(RequestBody):
    """Where the plan is to be: without a collection it stays where it is, and a new one comes into the draft's own.

    A plan with personal data is refused as any upload is, unless that is allowed.
    """

    collection: CollectionName | None = None
    allow_personal_data: bool = False


class NotIngestedProblem(Problem):
    """The draft is not adopted, or `unverified` are the sentences whose sources cannot be verified."""

    unverified: tuple[Unverified, ...] = ()


_REFUSED: dict[int | str, dict[str, Any]] = {
    409: {
        "description": "The draft is not adopted, or a source in it cannot be verified",
        "model": NotIngestedProblem,
        "content": {MEDIA_TYPE: {"schema": {"$ref": "#/components/schemas/NotIngestedProblem"}}},
    }
}


@router.post(
    "/drafts/{draft_id}/ingest",
    status_code=202,
    responses={**described(400, 403, 404, 413, 422, 503), **_REFUSED},
    dependencies=[Editor],
)
def ingest(
    body: IngestRequest,
    draft: DraftDep,
    services: ServicesDep,
    assistant: AssistantDep,
    jobs: JobsDep,
    user: UserDep,
    request: Request,
    response: Response,
) -> UploadAccepted:
    """Queues an adopted draft for reading as a plan; the same draft, changed and adopted again, is read anew as that.

    Problem 409 while it is not adopted, or while a source in it cannot be verified.
    """
    if draft.state != "adopted":
        raise ProblemError(
            409,
            "Not adopted",
            "bare et vedtatt utkast kan leses inn som plan; sett tilstanden til vedtatt først",
        )
    whole = whole_draft(draft, services, assistant, request)
    is_new = plan_id(whole.written) not in services.library.snapshot.documents
    collection = body.collection or (draft.collection if is_new else None)
    check_target(jobs, user, collection, "collection")
    plan = plan_file(whole.written, whole.document, collection)
    allowed = body.allow_personal_data
    job = jobs.submit(plan.content, plan.name, plan.metadata, user, allow_personal_data=allowed)
    return accepted(job, response)

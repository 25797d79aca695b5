/** Which operation answers which address. Everything else about a route (its input, its description) comes from the operation. */
import type { Operation } from '../app/door.ts';
import { OPERATIONS } from '../app/operations.ts';

export type Route = {
  readonly method: 'GET' | 'POST' | 'PATCH';
  /** `:name` parts are fields of the operation's input. */
  readonly path: string;
  readonly operation: Operation<never, unknown>;
  readonly tag: 'families' | 'contributions' | 'partnership';
  /** What the answer is: JSON, or the bytes of a file. */
  readonly answers: 'json' | 'file';
  /** 201 where something new came to be. */
  readonly status: 200 | 201;
};

function route(
  method: Route['method'],
  path: string,
  tag: Route['tag'],
  operation: unknown,
  options: Partial<Pick<Route, 'answers' | 'status'>> = {},
): Route {
  return {
    method,
    path,
    tag,
    operation: operation as Route['operation'],
    answers: options.answers ?? 'json',
    status: options.status ?? 200,
  };
}

const CREATED = { status: 201 } as const;
const FILE = { answers: 'file' } as const;
const o = OPERATIONS;

/** All routes but the two that take a file, which are written out in rest.ts. */
export const ROUTES: readonly Route[] = [
  route('GET', '/api/practitioners', 'partnership', o.listPractitioners),
  route('GET', '/api/practitioners/:practitioner', 'partnership', o.choosePractitioner),
  route('GET', '/api/people', 'partnership', o.listPeople),
  route('POST', '/api/people', 'partnership', o.addPractitioner, CREATED),
  route('POST', '/api/people/:practitioner/role', 'partnership', o.changeRole),
  route('POST', '/api/people/:practitioner/left', 'partnership', o.endPractitioner),
  route('POST', '/api/people/:practitioner/sign-out', 'partnership', o.endSessionsOf),
  route('GET', '/api/identities', 'partnership', o.listIdentities),
  route('POST', '/api/identities', 'partnership', o.linkPerson, CREATED),
  route('POST', '/api/identities/removals', 'partnership', o.unlinkPerson),
  route('GET', '/api/passkeys', 'partnership', o.listPasskeys),
  route('POST', '/api/sign-out', 'partnership', o.signOut),
  route('POST', '/api/sign-out/everywhere', 'partnership', o.signOutEverywhere),
  route('GET', '/api/agencies', 'partnership', o.listAgencies),
  route('GET', '/api/figures', 'partnership', o.readFigures),
  route('GET', '/api/templates/:agency/:format', 'partnership', o.downloadTemplate, FILE),
  route('GET', '/api/families', 'families', o.listFamilies),
  route('POST', '/api/families', 'families', o.addFamily, CREATED),
  route('GET', '/api/families/:family', 'families', o.readFamily),
  route('GET', '/api/families/:family/chronology', 'families', o.readChronology),
  route('GET', '/api/families/:family/chronology.:format', 'families', o.downloadChronology, FILE),
  route('GET', '/api/families/:family/events/:event', 'families', o.readEvent),
  route('POST', '/api/families/:family/decisions', 'families', o.decideSameEvent, CREATED),
  route('POST', '/api/families/:family/settlements', 'families', o.settleConflict, CREATED),
  route('POST', '/api/families/:family/notes', 'families', o.addNote, CREATED),
  route('POST', '/api/families/:family/requests', 'families', o.askAgency, CREATED),
  route('POST', '/api/families/:family/promises', 'families', o.recordPromise, CREATED),
  route('GET', '/api/families/:family/team', 'families', o.readTeam),
  route('POST', '/api/families/:family/allocations', 'families', o.allocatePractitioner, CREATED),
  route('POST', '/api/families/:family/allocations/:allocation/end', 'families', o.endAllocation, CREATED),
  route('POST', '/api/families/:family/openings/:opening/closing', 'families', o.closeOpening, CREATED),
  route('POST', '/api/families/:family/conflicts', 'families', o.declareColleaguesConflict, CREATED),
  route('GET', '/api/families/:family/events/:event/must-not-reach', 'families', o.readMustNotReach),
  route('POST', '/api/families/:family/events/:event/must-not-reach', 'families', o.keepFromReaching, CREATED),
  route('POST', '/api/families/:family/events/:event/must-not-reach/lift', 'families', o.liftMustNotReach, CREATED),
  route('GET', '/api/colleagues', 'partnership', o.listColleagues),
  route('GET', '/api/standing', 'partnership', o.readStanding),
  route('GET', '/api/messages', 'partnership', o.listMessages),
  route('POST', '/api/messages/:message/opening', 'partnership', o.openMessage, CREATED),
  route('POST', '/api/own-conflicts', 'partnership', o.declareConflict, CREATED),
  route('POST', '/api/own-details', 'partnership', o.giveOwnDetails, CREATED),
  route('GET', '/api/own-openings', 'partnership', o.listOwnOpenings),
  route('POST', '/api/own-openings', 'partnership', o.openInAnEmergency, CREATED),
  route('GET', '/api/openings', 'partnership', o.listOpenings),
  route('POST', '/api/openings/:opening/reviews', 'partnership', o.reviewOpening, CREATED),
  route('GET', '/api/families/:family/places', 'families', o.listPlaces),
  route('POST', '/api/families/:family/places', 'families', o.keepPlace, CREATED),
  route('POST', '/api/families/:family/places/:place/releases', 'families', o.askToRelease, CREATED),
  route('POST', '/api/families/:family/releases/:release/agreement', 'families', o.agreeToRelease, CREATED),
  route('POST', '/api/families/:family/releases/:release/withdrawal', 'families', o.withdrawRelease, CREATED),
  route('GET', '/api/families/:family/withheld', 'families', o.listWithheld),
  route('POST', '/api/families/:family/withheld/:match/set-aside', 'families', o.askToSetMatchAside, CREATED),
  route('POST', '/api/families/:family/withheld/:match/agreement', 'families', o.agreeToSetMatchAside, CREATED),
  route('GET', '/api/families/:family/questions/who-saw', 'families', o.whoSaw),
  route('GET', '/api/families/:family/questions/who-added', 'families', o.whoAdded),
  route('GET', '/api/families/:family/questions/who-changed', 'families', o.whoChanged),
  route('GET', '/api/families/:family/questions/who-printed', 'families', o.whoPrinted),
  route('GET', '/api/families/:family/questions/who-exported', 'families', o.whoExported),
  route('GET', '/api/families/:family/questions/who-was-refused', 'families', o.whoWasRefused),
  route('GET', '/api/families/:family/questions/what-could-they-see', 'families', o.whatCouldTheySee),
  route('GET', '/api/families/:family/questions/recorded-when', 'families', o.recordedWhen),
  route('GET', '/api/families/:family/questions/who-was-told', 'families', o.whoWasTold),
  route('POST', '/api/families/:family/questions/anything-altered', 'families', o.anythingAltered),
  route('GET', '/api/families/:family/access-record', 'families', o.readAccessRecord),
  route('GET', '/api/families/:family/access-record/for-the-family', 'families', o.readAccessRecordForFamily),
  route('GET', '/api/families/:family/access-record/for-the-family.html', 'families', o.downloadAccessRecordForFamily, FILE),
  route('GET', '/api/families/:family/chronology-to-print', 'families', o.printChronology),
  route('GET', '/api/professionals', 'partnership', o.listProfessionals),
  route('GET', '/api/own-record', 'partnership', o.readOwnRecord),
  route('GET', '/api/contributions/:contribution', 'contributions', o.readReceived),
  route('GET', '/api/contributions/:contribution/original', 'contributions', o.readOriginal, FILE),
  route('POST', '/api/contributions/:contribution/completed-rows', 'contributions', o.completeRow, CREATED),
  route('GET', '/api/drafts/:draft', 'contributions', o.readDraft),
  route('PATCH', '/api/drafts/:draft', 'contributions', o.correctDraft),
  route('POST', '/api/drafts/:draft/acceptance', 'contributions', o.acceptDraft, CREATED),
  route('POST', '/api/drafts/:draft/set-aside', 'contributions', o.setAsideDraft, CREATED),
];

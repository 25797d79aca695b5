/** Everything that a person can do, as one list: REST, OpenAPI and the tests of every operation are derived from it. */
import { acceptDraft } from './accept-draft.ts';
import { addFamily } from './add-family.ts';
import { addNote } from './add-note.ts';
import { addPractitioner } from './add-practitioner.ts';
import { askAgency, recordPromise } from './ask-agency.ts';
import { changeRole } from './change-role.ts';
import { choosePractitioner } from './choose-practitioner.ts';
import { completeRow } from './complete-row.ts';
import { declareColleaguesConflict, declareConflict } from './conflict/declare.ts';
import { giveOwnDetails } from './conflict/own-details.ts';
import { correctDraft } from './correct-draft.ts';
import { decideSameEvent } from './decide-same-event.ts';
import { downloadChronology } from './download-chronology.ts';
import { downloadTemplate } from './download-template.ts';
import { closeOpening, listOwnOpenings, openInAnEmergency } from './emergency/open.ts';
import { listOpenings, reviewOpening } from './emergency/review.ts';
import { endPractitioner } from './end-practitioner.ts';
import { endSessionsOf } from './end-sessions.ts';
import { keepFromReaching, liftMustNotReach, readMustNotReach } from './keep-from-reaching.ts';
import { linkPerson, listIdentities, unlinkPerson } from './link-identity.ts';
import { listAgencies } from './list-agencies.ts';
import { listFamilies } from './list-families.ts';
import { listPeople } from './list-people.ts';
import { listPractitioners } from './list-practitioners.ts';
import { listMessages, openMessage, readStanding } from './messages.ts';
import { readOriginal } from './original-file.ts';
import { listPasskeys } from './passkeys.ts';
import { keepPlace } from './places/keep-place.ts';
import { listPlaces } from './places/list-places.ts';
import { agreeToRelease, askToRelease, withdrawRelease } from './places/release-place.ts';
import { agreeToSetMatchAside, askToSetMatchAside, listWithheld } from './places/set-match-aside.ts';
import { printChronology } from './print-chronology.ts';
import { listProfessionals, readAccessRecord, readOwnRecord } from './questions/access-record.ts';
import { anythingAltered } from './questions/altered.ts';
import { whatCouldTheySee } from './questions/could-see.ts';
import { whoAdded, whoChanged } from './questions/facts.ts';
import { downloadAccessRecordForFamily, readAccessRecordForFamily } from './questions/for-the-family.ts';
import { recordedWhen } from './questions/recorded-when.ts';
import { whoWasTold } from './questions/told.ts';
import { whoExported, whoPrinted, whoSaw, whoWasRefused } from './questions/who.ts';
import { readChronology } from './read-chronology.ts';
import { readReceived } from './read-contribution.ts';
import { readDraft } from './read-draft.ts';
import { readEvent } from './read-event.ts';
import { readFamily } from './read-family.ts';
import { readFigures } from './read-figures.ts';
import { receiveContribution } from './receive-contribution.ts';
import { setAsideDraft } from './set-aside-draft.ts';
import { settleConflict } from './settle-conflict.ts';
import { signOut, signOutEverywhere } from './sign-out.ts';
import { startContribution } from './start-contribution.ts';
import { allocatePractitioner, endAllocation } from './team/allocate.ts';
import { listColleagues, readTeam } from './team/read-team.ts';

export const OPERATIONS = Object.freeze({
  acceptDraft,
  allocatePractitioner,
  endAllocation,
  readTeam,
  listColleagues,
  openInAnEmergency,
  closeOpening,
  listOwnOpenings,
  listOpenings,
  reviewOpening,
  declareConflict,
  declareColleaguesConflict,
  giveOwnDetails,
  keepFromReaching,
  liftMustNotReach,
  readMustNotReach,
  listMessages,
  openMessage,
  readStanding,
  addFamily,
  addPractitioner,
  changeRole,
  endPractitioner,
  endSessionsOf,
  listPeople,
  listIdentities,
  linkPerson,
  unlinkPerson,
  listPasskeys,
  signOut,
  signOutEverywhere,
  addNote,
  askAgency,
  recordPromise,
  choosePractitioner,
  completeRow,
  correctDraft,
  decideSameEvent,
  downloadChronology,
  downloadTemplate,
  listAgencies,
  listFamilies,
  listPractitioners,
  printChronology,
  listProfessionals,
  readAccessRecord,
  readOwnRecord,
  anythingAltered,
  whatCouldTheySee,
  whoAdded,
  whoChanged,
  readAccessRecordForFamily,
  downloadAccessRecordForFamily,
  recordedWhen,
  whoWasTold,
  whoExported,
  whoPrinted,
  whoSaw,
  whoWasRefused,
  keepPlace,
  listPlaces,
  askToRelease,
  agreeToRelease,
  withdrawRelease,
  listWithheld,
  askToSetMatchAside,
  agreeToSetMatchAside,
  readOriginal,
  readChronology,
  readReceived,
  readDraft,
  readEvent,
  readFamily,
  readFigures,
  receiveContribution,
  setAsideDraft,
  settleConflict,
  startContribution,
});

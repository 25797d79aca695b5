/** The site map: every page there is, in the order in which people meet them. A new screen is one file in screens/ and one row here. */

import { accessibilityScreen, tellUsScreen } from './screens/about.tsx';
import {
  accessRecordForFamilyFileScreen,
  accessRecordForFamilyScreen,
  accessRecordScreen,
  ownRecordScreen,
} from './screens/access-record.tsx';
import { accountScreen, passwordScreen, recoveryCodesScreen, signOutScreen } from './screens/account.tsx';
import { askAgencyScreen, promiseScreen } from './screens/ask-agency.tsx';
import { arrivedScreen, bringFilesScreen } from './screens/bring-files.tsx';
import { chooseScreen } from './screens/choose.tsx';
import { confirmScreen } from './screens/confirm.tsx';
import { completeRowScreen, contributionScreen, originalScreen } from './screens/contribution.tsx';
import { downloadScreen, downloadsScreen, templateScreen } from './screens/downloads.tsx';
import { draftCheckScreen } from './screens/draft-check.tsx';
import { draftColumnsScreen } from './screens/draft-columns.tsx';
import { draftDatesScreen } from './screens/draft-dates.tsx';
import { draftFileScreen } from './screens/draft-file.tsx';
import { draftTableScreen } from './screens/draft-table.tsx';
import { closeOpeningScreen, emergencyScreen } from './screens/emergency.tsx';
import { emergencyReviewsScreen } from './screens/emergency-reviews.tsx';
import { eventScreen } from './screens/event-detail.tsx';
import { familiesScreen } from './screens/families.tsx';
import { figuresScreen } from './screens/figures.tsx';
import { gatherScreen } from './screens/gather.tsx';
import { identitiesScreen, unlinkIdentityScreen } from './screens/identities.tsx';
import { keptFormScreen, keptFormsScreen } from './screens/kept.tsx';
import { mergeScreen, settleScreen } from './screens/merge.tsx';
import { messagesScreen } from './screens/messages.tsx';
import { mustNotReachScreen } from './screens/must-not-reach.tsx';
import { knownFamilyScreen, myDetailsScreen } from './screens/my-details.tsx';
import { newFamilyScreen } from './screens/new-family.tsx';
import {
  againAtOrganisationScreen,
  fromOrganisationScreen,
  organisationLogoutScreen,
  toOrganisationScreen,
} from './screens/organisation.tsx';
import { namePasskeyScreen, newPasskeyScreen, passkeysScreen, removePasskeyScreen } from './screens/passkeys.tsx';
import {
  newPersonScreen,
  peopleScreen,
  personLeftScreen,
  personLinkScreen,
  personRoleScreen,
  personScreen,
  personSignOutScreen,
} from './screens/people.tsx';
import { agreeToReleaseScreen, closePlaceScreen, placesScreen } from './screens/places.tsx';
import { newPlaceScreen, openPlaceScreen } from './screens/places-forms.tsx';
import { printScreen } from './screens/print.tsx';
import { questionScreen, questionsScreen } from './screens/questions.tsx';
import { setAsideScreen } from './screens/set-aside-draft.ts';
import { signInScreen } from './screens/sign-in.tsx';
import { confirmPasskeyScreen, signInPasskeyScreen } from './screens/sign-in-passkey.tsx';
import { declareConflictScreen, endAllocationScreen, teamScreen } from './screens/team.tsx';
import { timelineScreen } from './screens/timeline.tsx';
import { timelineDataScreen } from './screens/timeline-data.ts';
import { tableScreen } from './screens/timeline-table.tsx';
import { welcomeScreen } from './screens/welcome.tsx';
import { agreeWithheldScreen, withheldScreen } from './screens/withheld.tsx';
import type { Screen } from './visit.ts';

export const SCREENS: readonly Screen[] = [
  chooseScreen,
  signInScreen,
  toOrganisationScreen,
  fromOrganisationScreen,
  organisationLogoutScreen,
  signInPasskeyScreen,
  welcomeScreen,
  confirmScreen,
  againAtOrganisationScreen,
  confirmPasskeyScreen,
  keptFormsScreen,
  keptFormScreen,
  accountScreen,
  recoveryCodesScreen,
  passwordScreen,
  passkeysScreen,
  newPasskeyScreen,
  namePasskeyScreen,
  removePasskeyScreen,
  signOutScreen,
  peopleScreen,
  newPersonScreen,
  personScreen,
  personLinkScreen,
  personRoleScreen,
  personLeftScreen,
  personSignOutScreen,
  identitiesScreen,
  unlinkIdentityScreen,
  familiesScreen,
  newFamilyScreen,
  timelineScreen,
  timelineDataScreen,
  tableScreen,
  eventScreen,
  gatherScreen,
  askAgencyScreen,
  promiseScreen,
  bringFilesScreen,
  arrivedScreen,
  draftFileScreen,
  draftTableScreen,
  draftColumnsScreen,
  draftDatesScreen,
  draftCheckScreen,
  setAsideScreen,
  contributionScreen,
  completeRowScreen,
  originalScreen,
  mergeScreen,
  settleScreen,
  downloadsScreen,
  downloadScreen,
  templateScreen,
  printScreen,
  accessRecordScreen,
  accessRecordForFamilyScreen,
  accessRecordForFamilyFileScreen,
  questionsScreen,
  questionScreen,
  ownRecordScreen,
  teamScreen,
  endAllocationScreen,
  emergencyScreen,
  closeOpeningScreen,
  emergencyReviewsScreen,
  messagesScreen,
  mustNotReachScreen,
  myDetailsScreen,
  knownFamilyScreen,
  declareConflictScreen,
  placesScreen,
  newPlaceScreen,
  openPlaceScreen,
  agreeToReleaseScreen,
  closePlaceScreen,
  withheldScreen,
  agreeWithheldScreen,
  figuresScreen,
  accessibilityScreen,
  tellUsScreen,
];

/** The screen of a path, with the path's variable parts. */
export function screenAt(path: string): { readonly screen: Screen; readonly params: Readonly<Record<string, string>> } | null {
  const parts = path.split('/');
  for (const screen of SCREENS) {
    const wanted = screen.path.split('/');
    if (wanted.length !== parts.length || !wanted.every((part, at) => part.startsWith(':') || part === parts[at])) continue;
    return {
      screen,
      params: Object.fromEntries(wanted.flatMap((part, at) => (part.startsWith(':') ? [[part.slice(1), parts[at] ?? '']] : []))),
    };
  }
  return null;
}

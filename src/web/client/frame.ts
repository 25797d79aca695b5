// Starts the official components' own scripts on every page. Everything works without them.
import { Button, createAll, ErrorSummary, FileUpload, NotificationBanner, PasswordInput, SkipLink } from 'govuk-frontend';

for (const component of [Button, ErrorSummary, FileUpload, NotificationBanner, PasswordInput, SkipLink]) createAll(component);

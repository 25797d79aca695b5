/** The little of govuk-frontend's script that the frame uses; the package brings no types of its own. */
declare module 'govuk-frontend' {
  type Component = new (root: Element) => unknown;
  export const Button: Component;
  export const ErrorSummary: Component;
  export const FileUpload: Component;
  export const NotificationBanner: Component;
  export const PasswordInput: Component;
  export const SkipLink: Component;
  export function createAll(component: Component): void;
}

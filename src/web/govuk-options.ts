/** Written by tools/write-govuk-options.ts from the descriptions in govuk-frontend and @ministryofjustice/frontend. Do not edit. */

export type Attributes = Readonly<
  Record<string, string | number | boolean | null | undefined | { readonly value: unknown; readonly optional?: boolean }>
>;
export type Loose = Readonly<Record<string, unknown>>;

export type GovukAccordion = {
  readonly id: string;
  readonly headingLevel?: number;
  readonly classes?: string;
  readonly attributes?: Attributes;
  readonly rememberExpanded?: boolean;
  readonly hideAllSectionsText?: string;
  readonly hideSectionText?: string;
  readonly hideSectionAriaLabelText?: string;
  readonly showAllSectionsText?: string;
  readonly showSectionText?: string;
  readonly showSectionAriaLabelText?: string;
  readonly items: readonly (
    | {
        readonly heading: {
          readonly text?: string;
          readonly html?: string;
        };
        readonly summary?: {
          readonly text?: string;
          readonly html?: string;
        };
        readonly content: {
          readonly text?: string;
          readonly html?: string;
        };
        readonly expanded?: boolean;
      }
    | false
    | null
  )[];
};

export type GovukBackLink = {
  readonly text?: string;
  readonly html?: string;
  readonly href: string;
  readonly classes?: string;
  readonly attributes?: Attributes;
};

export type GovukBreadcrumbs = {
  readonly items: readonly (
    | {
        readonly text?: string;
        readonly html?: string;
        readonly href?: string;
        readonly attributes?: Attributes;
      }
    | false
    | null
  )[];
  readonly classes?: string;
  readonly collapseOnMobile?: boolean;
  readonly attributes?: Attributes;
  readonly labelText?: string;
};

export type GovukButton = {
  readonly text?: string;
  readonly html?: string;
  readonly type?: string;
  readonly name?: string;
  readonly value?: string;
  readonly disabled?: boolean;
  readonly href?: string;
  readonly classes?: string;
  readonly attributes?: Attributes;
  readonly preventDoubleClick?: boolean;
  readonly isStartButton?: boolean;
  readonly id?: string;
};

export type GovukCharacterCount = {
  readonly id?: string;
  readonly name: string;
  readonly rows?: string;
  readonly value?: string;
  readonly maxlength: string;
  readonly maxwords: string;
  readonly threshold?: string;
  readonly countType?: string;
  readonly label: GovukLabel;
  readonly hint?: GovukHint;
  readonly errorMessage?: GovukErrorMessage;
  readonly formGroup?: {
    readonly classes?: string;
    readonly attributes?: Attributes;
    readonly beforeInput?: {
      readonly text?: string;
      readonly html?: string;
    };
    readonly afterInput?: {
      readonly text?: string;
      readonly html?: string;
    };
  };
  readonly classes?: string;
  readonly attributes?: Attributes;
  readonly spellcheck?: boolean;
  readonly countMessage?: {
    readonly classes?: string;
  };
  readonly textareaDescriptionText?: string;
  readonly charactersUnderLimitText?: Loose;
  readonly charactersAtLimitText?: string;
  readonly charactersOverLimitText?: Loose;
  readonly wordsUnderLimitText?: Loose;
  readonly wordsAtLimitText?: string;
  readonly wordsOverLimitText?: Loose;
};

export type GovukCheckboxes = {
  readonly describedBy?: string;
  readonly fieldset?: GovukFieldset;
  readonly hint?: GovukHint;
  readonly errorMessage?: GovukErrorMessage;
  readonly formGroup?: {
    readonly classes?: string;
    readonly attributes?: Attributes;
    readonly beforeInputs?: {
      readonly text?: string;
      readonly html?: string;
    };
    readonly afterInputs?: {
      readonly text?: string;
      readonly html?: string;
    };
  };
  readonly idPrefix?: string;
  readonly name: string;
  readonly items: readonly (
    | {
        readonly text?: string;
        readonly html?: string;
        readonly id?: string;
        readonly name?: string;
        readonly value: string;
        readonly label?: GovukLabel;
        readonly hint?: GovukHint;
        readonly divider?: string;
        readonly checked?: boolean;
        readonly conditional?: {
          readonly html: string;
        };
        readonly behaviour?: string;
        readonly disabled?: boolean;
        readonly attributes?: Attributes;
      }
    | false
    | null
  )[];
  readonly values?: readonly unknown[];
  readonly classes?: string;
  readonly attributes?: Attributes;
};

export type GovukCookieBanner = {
  readonly ariaLabel?: string;
  readonly hidden?: boolean;
  readonly classes?: string;
  readonly attributes?: Attributes;
  readonly messages: readonly (
    | {
        readonly headingText?: string;
        readonly headingHtml?: string;
        readonly text?: string;
        readonly html?: string;
        readonly actions?: readonly (
          | {
              readonly text: string;
              readonly type?: string;
              readonly href?: string;
              readonly name?: string;
              readonly value?: string;
              readonly classes?: string;
              readonly attributes?: Attributes;
            }
          | false
          | null
        )[];
        readonly hidden?: boolean;
        readonly role?: string;
        readonly classes?: string;
        readonly attributes?: Attributes;
      }
    | false
    | null
  )[];
};

export type GovukDateInput = {
  readonly id: string;
  readonly namePrefix?: string;
  readonly items?: readonly (
    | {
        readonly id?: string;
        readonly name: string;
        readonly label?: string;
        readonly value?: string;
        readonly error?: boolean;
        readonly autocomplete?: string;
        readonly pattern?: string;
        readonly classes?: string;
        readonly attributes?: Attributes;
      }
    | false
    | null
  )[];
  readonly hint?: GovukHint;
  readonly errorMessage?: GovukErrorMessage;
  readonly formGroup?: {
    readonly classes?: string;
    readonly attributes?: Attributes;
    readonly beforeInputs?: {
      readonly text?: string;
      readonly html?: string;
    };
    readonly afterInputs?: {
      readonly text?: string;
      readonly html?: string;
    };
  };
  readonly fieldset?: GovukFieldset;
  readonly day?: Loose;
  readonly month?: Loose;
  readonly year?: Loose;
  readonly values?: {
    readonly day?: string;
    readonly month?: string;
    readonly year?: string;
  };
  readonly classes?: string;
  readonly attributes?: Attributes;
};

export type GovukDetails = {
  readonly summaryText?: string;
  readonly summaryHtml?: string;
  readonly text?: string;
  readonly html?: string;
  readonly id?: string;
  readonly open?: boolean;
  readonly classes?: string;
  readonly attributes?: Attributes;
};

export type GovukErrorMessage = {
  readonly text?: string;
  readonly html?: string;
  readonly id?: string;
  readonly classes?: string;
  readonly attributes?: Attributes;
  readonly visuallyHiddenText?: string;
};

export type GovukErrorSummary = {
  readonly titleText?: string;
  readonly titleHtml?: string;
  readonly descriptionText?: string;
  readonly descriptionHtml?: string;
  readonly errorList?: readonly (
    | {
        readonly href?: string;
        readonly text?: string;
        readonly html?: string;
        readonly attributes?: Attributes;
      }
    | false
    | null
  )[];
  readonly disableAutoFocus?: boolean;
  readonly classes?: string;
  readonly attributes?: Attributes;
};

export type GovukExitThisPage = {
  readonly text?: string;
  readonly html?: string;
  readonly redirectUrl?: string;
  readonly id?: string;
  readonly classes?: string;
  readonly attributes?: Attributes;
  readonly activatedText?: string;
  readonly timedOutText?: string;
  readonly pressTwoMoreTimesText?: string;
  readonly pressOneMoreTimeText?: string;
};

export type GovukFeedback = {
  readonly titleText?: string;
  readonly titleHtml?: string;
  readonly headingLevel?: number;
  readonly text?: string;
  readonly html?: string;
  readonly classes?: string;
  readonly attributes?: Attributes;
};

export type GovukFieldset = {
  readonly describedBy?: string;
  readonly legend?: {
    readonly text?: string;
    readonly html?: string;
    readonly classes?: string;
    readonly isPageHeading?: boolean;
  };
  readonly classes?: string;
  readonly role?: string;
  readonly attributes?: Attributes;
  readonly html?: string;
};

export type GovukFileUpload = {
  readonly name: string;
  readonly id?: string;
  readonly disabled?: boolean;
  readonly multiple?: boolean;
  readonly describedBy?: string;
  readonly label: GovukLabel;
  readonly hint?: GovukHint;
  readonly errorMessage?: GovukErrorMessage;
  readonly formGroup?: {
    readonly classes?: string;
    readonly attributes?: Attributes;
    readonly beforeInput?: {
      readonly text?: string;
      readonly html?: string;
    };
    readonly afterInput?: {
      readonly text?: string;
      readonly html?: string;
    };
  };
  readonly javascript?: boolean;
  readonly chooseFilesButtonText?: string;
  readonly dropInstructionText?: string;
  readonly multipleFilesChosenText?: Loose;
  readonly noFileChosenText?: string;
  readonly enteredDropZoneText?: string;
  readonly leftDropZoneText?: string;
  readonly classes?: string;
  readonly attributes?: Attributes;
  readonly wrapperClasses?: string;
  readonly wrapperAttributes?: Attributes;
};

export type GovukFooter = {
  readonly meta?: {
    readonly visuallyHiddenTitle?: string;
    readonly html?: string;
    readonly text?: string;
    readonly items?: readonly (
      | {
          readonly text: string;
          readonly href: string;
          readonly attributes?: Attributes;
        }
      | false
      | null
    )[];
  };
  readonly navigation?: readonly (
    | {
        readonly title: string;
        readonly columns?: number;
        readonly width?: string;
        readonly items?: readonly (
          | {
              readonly text: string;
              readonly href: string;
              readonly attributes?: Attributes;
            }
          | false
          | null
        )[];
      }
    | false
    | null
  )[];
  readonly contentLicence?: {
    readonly text?: string;
    readonly html?: string;
  };
  readonly copyright?: {
    readonly text?: string;
    readonly html?: string;
  };
  readonly containerClasses?: string;
  readonly classes?: string;
  readonly attributes?: Attributes;
};

export type GovukGenericHeader = {
  readonly url?: string;
  readonly logoText?: string;
  readonly logoHtml?: string;
  readonly containerClasses?: string;
  readonly classes?: string;
  readonly attributes?: Attributes;
};

export type GovukHeader = {
  readonly homepageUrl?: string;
  readonly productName?: string;
  readonly containerClasses?: string;
  readonly classes?: string;
  readonly attributes?: Attributes;
};

export type GovukHint = {
  readonly text?: string;
  readonly html?: string;
  readonly id?: string;
  readonly classes?: string;
  readonly attributes?: Attributes;
};

export type GovukInput = {
  readonly id?: string;
  readonly name: string;
  readonly type?: string;
  readonly inputmode?: string;
  readonly value?: string;
  readonly disabled?: boolean;
  readonly describedBy?: string;
  readonly label: GovukLabel;
  readonly hint?: GovukHint;
  readonly errorMessage?: GovukErrorMessage;
  readonly prefix?: {
    readonly text?: string;
    readonly html?: string;
    readonly classes?: string;
    readonly attributes?: Attributes;
  };
  readonly suffix?: {
    readonly text?: string;
    readonly html?: string;
    readonly classes?: string;
    readonly attributes?: Attributes;
  };
  readonly formGroup?: {
    readonly classes?: string;
    readonly attributes?: Attributes;
    readonly beforeInput?: {
      readonly text?: string;
      readonly html?: string;
    };
    readonly afterInput?: {
      readonly text?: string;
      readonly html?: string;
    };
  };
  readonly classes?: string;
  readonly autocomplete?: string;
  readonly pattern?: string;
  readonly spellcheck?: boolean;
  readonly autocapitalize?: string;
  readonly inputWrapper?: {
    readonly classes?: string;
    readonly attributes?: Attributes;
  };
  readonly attributes?: Attributes;
};

export type GovukInsetText = {
  readonly text?: string;
  readonly html?: string;
  readonly id?: string;
  readonly classes?: string;
  readonly attributes?: Attributes;
};

export type GovukLabel = {
  readonly text?: string;
  readonly html?: string;
  readonly for?: string;
  readonly isPageHeading?: boolean;
  readonly classes?: string;
  readonly attributes?: Attributes;
};

export type GovukLanguageNavigation = {
  readonly items: readonly (
    | {
        readonly text?: string;
        readonly html?: string;
        readonly lang: string;
        readonly hrefLang?: string;
        readonly dir?: string;
        readonly href?: string;
        readonly current?: boolean;
        readonly languageDescriptionText?: string;
        readonly classes?: string;
        readonly attributes?: Attributes;
      }
    | false
    | null
  )[];
  readonly ariaLabel?: string;
  readonly classes?: string;
  readonly attributes?: Attributes;
};

export type GovukNotificationBanner = {
  readonly text?: string;
  readonly html?: string;
  readonly titleText?: string;
  readonly titleHtml?: string;
  readonly titleHeadingLevel?: string;
  readonly type?: string;
  readonly role?: string;
  readonly titleId?: string;
  readonly disableAutoFocus?: boolean;
  readonly classes?: string;
  readonly attributes?: Attributes;
};

export type GovukPagination = {
  readonly items?: readonly (
    | {
        readonly number?: string;
        readonly visuallyHiddenText?: string;
        readonly href?: string;
        readonly current?: boolean;
        readonly ellipsis?: boolean;
        readonly attributes?: Attributes;
      }
    | false
    | null
  )[];
  readonly previous?: {
    readonly text?: string;
    readonly html?: string;
    readonly labelText?: string;
    readonly href: string;
    readonly attributes?: Attributes;
  };
  readonly next?: {
    readonly text?: string;
    readonly html?: string;
    readonly labelText?: string;
    readonly href: string;
    readonly attributes?: Attributes;
  };
  readonly landmarkLabel?: string;
  readonly classes?: string;
  readonly attributes?: Attributes;
};

export type GovukPanel = {
  readonly titleText?: string;
  readonly titleHtml?: string;
  readonly headingLevel?: number;
  readonly text?: string;
  readonly html?: string;
  readonly classes?: string;
  readonly attributes?: Attributes;
  readonly actions?: {
    readonly items?: readonly (
      | {
          readonly text: string;
          readonly type?: string;
          readonly href?: string;
          readonly classes?: string;
          readonly attributes?: Attributes;
        }
      | false
      | null
    )[];
    readonly classes?: string;
    readonly attributes?: Attributes;
  };
};

export type GovukPasswordInput = {
  readonly id?: string;
  readonly name: string;
  readonly value?: string;
  readonly disabled?: boolean;
  readonly describedBy?: string;
  readonly label: GovukLabel;
  readonly hint?: GovukHint;
  readonly errorMessage?: GovukErrorMessage;
  readonly formGroup?: {
    readonly classes?: string;
    readonly attributes?: Attributes;
    readonly beforeInput?: {
      readonly text?: string;
      readonly html?: string;
    };
    readonly afterInput?: {
      readonly text?: string;
      readonly html?: string;
    };
  };
  readonly classes?: string;
  readonly autocomplete?: string;
  readonly attributes?: Attributes;
  readonly showPasswordText?: string;
  readonly hidePasswordText?: string;
  readonly showPasswordAriaLabelText?: string;
  readonly hidePasswordAriaLabelText?: string;
  readonly passwordShownAnnouncementText?: string;
  readonly passwordHiddenAnnouncementText?: string;
  readonly button?: {
    readonly classes?: string;
  };
};

export type GovukPhaseBanner = {
  readonly text?: string;
  readonly html?: string;
  readonly tag: GovukTag;
  readonly classes?: string;
  readonly attributes?: Attributes;
};

export type GovukRadios = {
  readonly fieldset?: GovukFieldset;
  readonly hint?: GovukHint;
  readonly errorMessage?: GovukErrorMessage;
  readonly formGroup?: {
    readonly classes?: string;
    readonly attributes?: Attributes;
    readonly beforeInputs?: {
      readonly text?: string;
      readonly html?: string;
    };
    readonly afterInputs?: {
      readonly text?: string;
      readonly html?: string;
    };
  };
  readonly idPrefix?: string;
  readonly name: string;
  readonly items: readonly (
    | {
        readonly text?: string;
        readonly html?: string;
        readonly id?: string;
        readonly value: string;
        readonly label?: GovukLabel;
        readonly hint?: GovukHint;
        readonly divider?: string;
        readonly checked?: boolean;
        readonly conditional?: {
          readonly html: string;
        };
        readonly disabled?: boolean;
        readonly attributes?: Attributes;
      }
    | false
    | null
  )[];
  readonly value?: string;
  readonly classes?: string;
  readonly attributes?: Attributes;
};

export type GovukSelect = {
  readonly id?: string;
  readonly name: string;
  readonly items: readonly (
    | {
        readonly value?: string;
        readonly text: string;
        readonly selected?: boolean;
        readonly disabled?: boolean;
        readonly attributes?: Attributes;
      }
    | false
    | null
  )[];
  readonly value?: string;
  readonly disabled?: boolean;
  readonly describedBy?: string;
  readonly label: GovukLabel;
  readonly hint?: GovukHint;
  readonly errorMessage?: GovukErrorMessage;
  readonly formGroup?: {
    readonly classes?: string;
    readonly attributes?: Attributes;
    readonly beforeInput?: {
      readonly text?: string;
      readonly html?: string;
    };
    readonly afterInput?: {
      readonly text?: string;
      readonly html?: string;
    };
  };
  readonly classes?: string;
  readonly attributes?: Attributes;
};

export type GovukServiceNavigation = {
  readonly classes?: string;
  readonly attributes?: Attributes;
  readonly ariaLabel?: string;
  readonly menuButtonText?: string;
  readonly menuButtonLabel?: string;
  readonly navigationLabel?: string;
  readonly navigationId?: string;
  readonly navigationClasses?: string;
  readonly collapseNavigationOnMobile?: boolean;
  readonly serviceName?: string;
  readonly serviceUrl?: string;
  readonly navigation: readonly (
    | {
        readonly current?: boolean;
        readonly active?: boolean;
        readonly html?: string;
        readonly text?: string;
        readonly href?: string;
        readonly attributes?: Attributes;
      }
    | false
    | null
  )[];
  readonly slots?: {
    readonly start?: string;
    readonly end?:
      | string
      | {
          readonly html?: string;
          readonly align?: string;
        };
    readonly navigationStart?: string;
    readonly navigationEnd?: string;
  };
};

export type GovukSkipLink = {
  readonly text?: string;
  readonly html?: string;
  readonly href?: string;
  readonly classes?: string;
  readonly attributes?: Attributes;
};

export type GovukSummaryList = {
  readonly rows: readonly (
    | {
        readonly classes?: string;
        readonly key: {
          readonly text?: string;
          readonly html?: string;
          readonly classes?: string;
        };
        readonly value: {
          readonly text?: string;
          readonly html?: string;
          readonly classes?: string;
        };
        readonly actions?: {
          readonly items?: readonly (
            | {
                readonly href: string;
                readonly text?: string;
                readonly html?: string;
                readonly visuallyHiddenText?: string;
                readonly classes?: string;
                readonly attributes?: Attributes;
              }
            | false
            | null
          )[];
          readonly classes?: string;
        };
      }
    | false
    | null
  )[];
  readonly card?: {
    readonly title?: {
      readonly text?: string;
      readonly html?: string;
      readonly headingLevel?: number;
      readonly classes?: string;
    };
    readonly actions?: {
      readonly items?: readonly (
        | {
            readonly href: string;
            readonly text?: string;
            readonly html?: string;
            readonly visuallyHiddenText?: string;
            readonly classes?: string;
            readonly attributes?: Attributes;
          }
        | false
        | null
      )[];
      readonly classes?: string;
    };
    readonly classes?: string;
    readonly attributes?: Attributes;
  };
  readonly classes?: string;
  readonly attributes?: Attributes;
};

export type GovukTable = {
  readonly rows: readonly (readonly {
    readonly text?: string;
    readonly html?: string;
    readonly format?: string;
    readonly classes?: string;
    readonly colspan?: number;
    readonly rowspan?: number;
    readonly attributes?: Attributes;
  }[])[];
  readonly head?: readonly (
    | {
        readonly text?: string;
        readonly html?: string;
        readonly format?: string;
        readonly classes?: string;
        readonly colspan?: number;
        readonly rowspan?: number;
        readonly attributes?: Attributes;
      }
    | false
    | null
  )[];
  readonly caption?: string;
  readonly captionClasses?: string;
  readonly firstCellIsHeader?: boolean;
  readonly classes?: string;
  readonly attributes?: Attributes;
};

export type GovukTabs = {
  readonly id?: string;
  readonly idPrefix?: string;
  readonly title?: string;
  readonly items: readonly (
    | {
        readonly id: string;
        readonly label: string;
        readonly attributes?: Attributes;
        readonly panel: {
          readonly text?: string;
          readonly html?: string;
          readonly attributes?: Attributes;
        };
      }
    | false
    | null
  )[];
  readonly classes?: string;
  readonly attributes?: Attributes;
};

export type GovukTag = {
  readonly text?: string;
  readonly html?: string;
  readonly classes?: string;
  readonly attributes?: Attributes;
};

export type GovukTaskList = {
  readonly items: readonly (
    | {
        readonly title: {
          readonly text?: string;
          readonly html?: string;
          readonly classes?: string;
        };
        readonly hint?: {
          readonly text?: string;
          readonly html?: string;
        };
        readonly status: {
          readonly tag?: GovukTag;
          readonly text?: string;
          readonly html?: string;
          readonly classes?: string;
        };
        readonly href?: string;
        readonly classes?: string;
      }
    | false
    | null
  )[];
  readonly classes?: string;
  readonly attributes?: Attributes;
  readonly idPrefix?: string;
};

export type GovukTextarea = {
  readonly id?: string;
  readonly name: string;
  readonly spellcheck?: boolean;
  readonly rows?: string;
  readonly value?: string;
  readonly disabled?: boolean;
  readonly describedBy?: string;
  readonly label: GovukLabel;
  readonly hint?: GovukHint;
  readonly errorMessage?: GovukErrorMessage;
  readonly formGroup?: {
    readonly classes?: string;
    readonly attributes?: Attributes;
    readonly beforeInput?: {
      readonly text?: string;
      readonly html?: string;
    };
    readonly afterInput?: {
      readonly text?: string;
      readonly html?: string;
    };
  };
  readonly classes?: string;
  readonly autocomplete?: string;
  readonly attributes?: Attributes;
};

export type GovukWarningText = {
  readonly text?: string;
  readonly html?: string;
  readonly iconFallbackText?: string;
  readonly classes?: string;
  readonly attributes?: Attributes;
};

export type MojAddAnother = {
  readonly itemLabel?: unknown;
  readonly addAnotherButtonText?: unknown;
  readonly layout?: unknown;
  readonly removeButtonText?: unknown;
  readonly removeButtonSuffixText?: unknown;
  readonly itemLegendText?: unknown;
  readonly fieldLabelSuffixText?: unknown;
  readonly newItemSuffixText?: unknown;
  readonly attributes?: unknown;
  readonly id?: unknown;
  readonly classes?: unknown;
  readonly items?: unknown;
};

export type MojAlert = {
  readonly variant?: unknown;
  readonly headingTag?: unknown;
  readonly html?: unknown;
  readonly text?: unknown;
  readonly dismissible?: unknown;
  readonly disableAutoFocus?: unknown;
  readonly showTitleAsHeading?: unknown;
  readonly classes?: unknown;
  readonly role?: unknown;
  readonly title?: unknown;
  readonly focusOnDismissSelector?: unknown;
  readonly attributes?: unknown;
  readonly dismissText?: unknown;
};

export type MojBadge = {
  readonly text?: string;
  readonly html?: string;
  readonly classes: string;
  readonly label?: string;
  readonly attributes?: Attributes;
};

export type MojBanner = {
  readonly type?: unknown;
  readonly classes?: unknown;
  readonly attributes?: unknown;
  readonly iconFallbackText?: unknown;
  readonly html?: unknown;
  readonly text?: unknown;
};

export type MojButtonMenu = {
  readonly items: readonly {
    readonly element?: string;
    readonly text?: string;
    readonly html?: string;
    readonly name: string;
    readonly type: string;
    readonly value: string;
    readonly disabled?: boolean;
    readonly href?: string;
    readonly classes?: string;
    readonly attributes?: Attributes;
    readonly preventDoubleClick?: boolean;
  }[];
  readonly buttonClasses?: string;
  readonly attributes?: Attributes;
};

export type MojCookieBanner = {
  readonly show?: unknown;
  readonly heading?: unknown;
  readonly items?: unknown;
};

export type MojCurrencyInput = {
  readonly id: string;
  readonly name: string;
  readonly value?: string;
  readonly type?: string;
  readonly formGroup?: {
    readonly classes?: string;
  };
  readonly label?: {
    readonly for: string;
    readonly text?: string;
    readonly html?: string;
    readonly isPageHeading?: boolean;
    readonly classes?: string;
    readonly attributes?: Attributes;
  };
  readonly hint?: {
    readonly id?: string;
    readonly text?: string;
    readonly html?: string;
    readonly classes?: string;
    readonly attributes?: Attributes;
  };
  readonly errorMessage?: {
    readonly id?: string;
    readonly text?: string;
    readonly html?: string;
    readonly classes?: string;
    readonly attributes?: Attributes;
  };
  readonly currencyLabel?: {
    readonly text?: string;
    readonly html?: string;
    readonly classes?: string;
  };
  readonly classes?: string;
  readonly attributes?: Attributes;
};

export type MojDatePicker = {
  readonly id: string;
  readonly name: string;
  readonly value?: string;
  readonly formGroup?: Loose;
  readonly label: Loose;
  readonly hint?: Loose;
  readonly errorMessage?: Loose;
  readonly minDate?: string;
  readonly maxDate?: string;
  readonly excludedDates?: string;
  readonly excludedDays?: string;
  readonly weekStartDay?: string;
};

export type MojFilter = {
  readonly attributes?: unknown;
  readonly heading?: unknown;
  readonly selectedFilters?: unknown;
  readonly submit?: unknown;
  readonly optionsHtml?: unknown;
};

export type MojHeader = {
  readonly organisationLabel: {
    readonly text: string;
    readonly href: string;
  };
  readonly serviceLabel: {
    readonly text: string;
    readonly href: string;
  };
  readonly navigation?: readonly {
    readonly href: string;
    readonly text?: string;
    readonly html?: string;
    readonly active?: boolean;
    readonly attributes?: Attributes;
  }[];
  readonly containerClasses?: string;
  readonly classes?: string;
  readonly attributes?: Attributes;
};

export type MojIdentityBar = {
  readonly classes?: unknown;
  readonly attributes?: unknown;
  readonly title?: unknown;
  readonly menus?: unknown;
};

export type MojMessages = {
  readonly items: readonly {
    readonly id?: string;
    readonly text?: string;
    readonly html?: string;
    readonly type: string;
    readonly sender: string;
    readonly timestamp: string;
  }[];
  readonly classes?: string;
  readonly attributes?: Attributes;
};

export type MojMultiFileUpload = {
  readonly classes?: unknown;
  readonly attributes?: unknown;
  readonly uploadedFiles?: unknown;
  readonly uploadHtml?: unknown;
};

export type MojNotificationBadge = {
  readonly text?: unknown;
  readonly classes?: unknown;
  readonly attributes?: unknown;
  readonly visuallyHiddenText?: unknown;
};

export type MojOrganisationSwitcher = {
  readonly id?: unknown;
  readonly classes?: unknown;
  readonly label?: unknown;
  readonly attributes?: unknown;
  readonly html?: unknown;
  readonly text?: unknown;
  readonly link?: unknown;
};

export type MojPageHeaderActions = {
  readonly classes?: unknown;
  readonly attributes?: unknown;
  readonly heading?: unknown;
  readonly items?: unknown;
};

export type MojPagination = {
  readonly items?: unknown;
  readonly previous?: unknown;
  readonly next?: unknown;
  readonly landmarkLabel?: unknown;
  readonly classes?: unknown;
  readonly attributes?: unknown;
  readonly results?: unknown;
};

export type MojPrimaryNavigation = {
  readonly label?: string;
  readonly items: readonly {
    readonly href: string;
    readonly text?: string;
    readonly html?: string;
    readonly active?: boolean;
    readonly attributes?: Attributes;
  }[];
  readonly searchHtml?: string;
  readonly containerClasses?: string;
  readonly classes?: string;
  readonly attributes?: Attributes;
};

export type MojProgressBar = {
  readonly id?: unknown;
  readonly classes?: unknown;
  readonly label?: unknown;
  readonly attributes?: unknown;
  readonly items?: unknown;
};

export type MojSearch = {
  readonly layout?: unknown;
  readonly classes?: unknown;
  readonly iconButton?: unknown;
  readonly button?: unknown;
  readonly label?: unknown;
  readonly hint?: unknown;
  readonly attributes?: unknown;
  readonly action?: unknown;
  readonly method?: unknown;
  readonly csrf?: unknown;
  readonly input?: unknown;
};

export type MojSideNavigation = {
  readonly label?: string;
  readonly items: readonly {
    readonly href: string;
    readonly text?: string;
    readonly html?: string;
    readonly active?: boolean;
    readonly attributes?: Attributes;
  }[];
  readonly sections?: readonly {
    readonly items: readonly {
      readonly href: string;
      readonly text?: string;
      readonly html?: string;
      readonly active?: boolean;
      readonly attributes?: Attributes;
    }[];
    readonly heading: {
      readonly headingLevel?: string;
      readonly text?: string;
      readonly html?: string;
      readonly classes?: string;
      readonly attributes?: Attributes;
    };
  }[];
  readonly classes?: string;
  readonly attributes?: Attributes;
};

export type MojSubNavigation = {
  readonly label?: string;
  readonly items: readonly {
    readonly href: string;
    readonly text?: string;
    readonly html?: string;
    readonly active?: boolean;
    readonly classes?: string;
    readonly attributes?: Attributes;
  }[];
  readonly classes?: string;
  readonly attributes?: Attributes;
};

export type MojTaskList = {
  readonly sections?: readonly {
    readonly items: readonly {
      readonly href: string;
      readonly text?: string;
      readonly html?: string;
      readonly complete?: boolean;
      readonly attributes?: Attributes;
    }[];
    readonly heading: {
      readonly headingLevel?: string;
      readonly text?: string;
      readonly html?: string;
      readonly classes?: string;
      readonly attributes?: Attributes;
    };
    readonly attributes?: Attributes;
  }[];
  readonly classes?: string;
  readonly attributes?: Attributes;
};

export type MojTicketPanel = {
  readonly classes?: string;
  readonly attributes?: Attributes;
};

export type MojTimeline = {
  readonly classes?: string;
  readonly attributes?: Attributes;
};

export type GovukOptions = {
  readonly accordion: GovukAccordion;
  readonly 'back-link': GovukBackLink;
  readonly breadcrumbs: GovukBreadcrumbs;
  readonly button: GovukButton;
  readonly 'character-count': GovukCharacterCount;
  readonly checkboxes: GovukCheckboxes;
  readonly 'cookie-banner': GovukCookieBanner;
  readonly 'date-input': GovukDateInput;
  readonly details: GovukDetails;
  readonly 'error-message': GovukErrorMessage;
  readonly 'error-summary': GovukErrorSummary;
  readonly 'exit-this-page': GovukExitThisPage;
  readonly feedback: GovukFeedback;
  readonly fieldset: GovukFieldset;
  readonly 'file-upload': GovukFileUpload;
  readonly footer: GovukFooter;
  readonly 'generic-header': GovukGenericHeader;
  readonly header: GovukHeader;
  readonly hint: GovukHint;
  readonly input: GovukInput;
  readonly 'inset-text': GovukInsetText;
  readonly label: GovukLabel;
  readonly 'language-navigation': GovukLanguageNavigation;
  readonly 'notification-banner': GovukNotificationBanner;
  readonly pagination: GovukPagination;
  readonly panel: GovukPanel;
  readonly 'password-input': GovukPasswordInput;
  readonly 'phase-banner': GovukPhaseBanner;
  readonly radios: GovukRadios;
  readonly select: GovukSelect;
  readonly 'service-navigation': GovukServiceNavigation;
  readonly 'skip-link': GovukSkipLink;
  readonly 'summary-list': GovukSummaryList;
  readonly table: GovukTable;
  readonly tabs: GovukTabs;
  readonly tag: GovukTag;
  readonly 'task-list': GovukTaskList;
  readonly textarea: GovukTextarea;
  readonly 'warning-text': GovukWarningText;
};

export type MojOptions = {
  readonly 'add-another': MojAddAnother;
  readonly alert: MojAlert;
  readonly badge: MojBadge;
  readonly banner: MojBanner;
  readonly 'button-menu': MojButtonMenu;
  readonly 'cookie-banner': MojCookieBanner;
  readonly 'currency-input': MojCurrencyInput;
  readonly 'date-picker': MojDatePicker;
  readonly filter: MojFilter;
  readonly header: MojHeader;
  readonly 'identity-bar': MojIdentityBar;
  readonly messages: MojMessages;
  readonly 'multi-file-upload': MojMultiFileUpload;
  readonly 'notification-badge': MojNotificationBadge;
  readonly 'organisation-switcher': MojOrganisationSwitcher;
  readonly 'page-header-actions': MojPageHeaderActions;
  readonly pagination: MojPagination;
  readonly 'primary-navigation': MojPrimaryNavigation;
  readonly 'progress-bar': MojProgressBar;
  readonly search: MojSearch;
  readonly 'side-navigation': MojSideNavigation;
  readonly 'sub-navigation': MojSubNavigation;
  readonly 'task-list': MojTaskList;
  readonly 'ticket-panel': MojTicketPanel;
  readonly timeline: MojTimeline;
};

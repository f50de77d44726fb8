// Made from openapi.json by `npm run api`; never edited by hand.

export interface paths {
    "/api/v1/admin/dead-letters": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** See dead letters */
        get: operations["gateway.ApiV1AdminDeadLettersSeeDeadLetters"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/admin/dead-letters/{service}/{job_id}/redrive": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Redrive */
        post: operations["gateway.ApiV1AdminDeadLettersServiceJobIdRedriveRedrive"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/admin/events": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** See events */
        get: operations["gateway.ApiV1AdminEventsSeeEvents"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/admin/events/{event_id}/causes": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** See causes */
        get: operations["gateway.ApiV1AdminEventsEventIdCausesSeeCauses"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/admin/proofs": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Prove */
        get: operations["gateway.ApiV1AdminProofsProve"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/admin/streams/{service}/{stream}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** See stream */
        get: operations["gateway.ApiV1AdminStreamsServiceSeeStream"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/admin/system": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** See system */
        get: operations["gateway.ApiV1AdminSystemSeeSystem"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/auth/local": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Sign in */
        post: operations["identity.ApiV1AuthLocalSignIn"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/auth/logout": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Sign out */
        post: operations["identity.ApiV1AuthLogoutSignOut"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/auth/password/forgot": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Forgot */
        post: operations["identity.ApiV1AuthPasswordForgotForgot"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/auth/password/reset": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Reset */
        post: operations["identity.ApiV1AuthPasswordResetReset"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/auth/plex/start": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Start plex */
        post: operations["identity.ApiV1AuthPlexStartStartPlex"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/auth/providers": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** See providers */
        get: operations["identity.ApiV1AuthProvidersSeeProviders"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/auth/second-factor": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** See what is wanted */
        get: operations["identity.ApiV1AuthSecondFactorSeeWhatIsWanted"];
        put?: never;
        /** Prove */
        post: operations["identity.ApiV1AuthSecondFactorProve"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/discover/{row}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** See row */
        get: operations["requests.ApiV1DiscoverRowSeeRow"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/discover/genres/{media_type}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** See genres */
        get: operations["requests.ApiV1DiscoverGenresMediaTypeSeeGenres"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/downloads": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** See downloads */
        get: operations["downloads.ApiV1DownloadsSeeDownloads"];
        put?: never;
        /** Submit download */
        post: operations["downloads.ApiV1DownloadsSubmitDownload"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/downloads/{download_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** See download */
        get: operations["downloads.ApiV1DownloadsDownloadIdSeeDownload"];
        put?: never;
        post?: never;
        /** Remove download */
        delete: operations["downloads.ApiV1DownloadsDownloadIdRemoveDownload"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/downloads/{download_id}/approve": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Approve download */
        post: operations["downloads.ApiV1DownloadsDownloadIdApproveApproveDownload"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/downloads/{download_id}/cancel": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Cancel download */
        post: operations["downloads.ApiV1DownloadsDownloadIdCancelCancelDownload"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/downloads/{download_id}/decline": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Decline download */
        post: operations["downloads.ApiV1DownloadsDownloadIdDeclineDeclineDownload"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/downloads/{download_id}/files/{index}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Fetch file */
        get: operations["downloads.ApiV1DownloadsDownloadIdFilesIndexFetchFile"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/downloads/{download_id}/files/{index}/link": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Link file */
        post: operations["downloads.ApiV1DownloadsDownloadIdFilesIndexLinkLinkFile"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/downloads/{download_id}/move": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Move download */
        post: operations["downloads.ApiV1DownloadsDownloadIdMoveMoveDownload"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/downloads/{download_id}/pause": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Pause download */
        post: operations["downloads.ApiV1DownloadsDownloadIdPausePauseDownload"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/downloads/{download_id}/priority": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Prioritize download */
        post: operations["downloads.ApiV1DownloadsDownloadIdPriorityPrioritizeDownload"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/downloads/{download_id}/resume": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Resume download */
        post: operations["downloads.ApiV1DownloadsDownloadIdResumeResumeDownload"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/downloads/{download_id}/retry": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Retry download */
        post: operations["downloads.ApiV1DownloadsDownloadIdRetryRetryDownload"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/downloads/allowance": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** See allowance */
        get: operations["downloads.ApiV1DownloadsAllowanceSeeAllowance"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/downloads/bulk": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Decide many */
        post: operations["downloads.ApiV1DownloadsBulkDecideMany"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/downloads/collections": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** See collections */
        get: operations["downloads.ApiV1DownloadsCollectionsSeeCollections"];
        put?: never;
        /** Gather downloads */
        post: operations["downloads.ApiV1DownloadsCollectionsGatherDownloads"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/downloads/collections/{collection_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** See collection */
        get: operations["downloads.ApiV1DownloadsCollectionsCollectionIdSeeCollection"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/downloads/collections/{collection_id}/items": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** See items */
        get: operations["downloads.ApiV1DownloadsCollectionsCollectionIdItemsSeeItems"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/downloads/collections/{collection_id}/steer": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Steer collection */
        post: operations["downloads.ApiV1DownloadsCollectionsCollectionIdSteerSteerCollection"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/downloads/cookies": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** See cookies */
        get: operations["downloads.ApiV1DownloadsCookiesSeeCookies"];
        /** Keep cookies */
        put: operations["downloads.ApiV1DownloadsCookiesKeepCookies"];
        post?: never;
        /** Forget cookies */
        delete: operations["downloads.ApiV1DownloadsCookiesForgetCookies"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/downloads/presets": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** See presets */
        get: operations["downloads.ApiV1DownloadsPresetsSeePresets"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/downloads/preview": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Preview download */
        post: operations["downloads.ApiV1DownloadsPreviewPreviewDownload"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/downloads/redrive": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Redrive downloads */
        post: operations["downloads.ApiV1DownloadsRedriveRedriveDownloads"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/downloads/shared": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Read what is shared */
        get: operations["downloads.ApiV1DownloadsSharedReadWhatIsShared"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/house": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** See house */
        get: operations["identity.ApiV1HouseSeeHouse"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/invites": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** See invites */
        get: operations["identity.ApiV1InvitesSeeInvites"];
        put?: never;
        /** Invite */
        post: operations["identity.ApiV1InvitesInvite"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/invites/{invite_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /** Withdraw */
        delete: operations["identity.ApiV1InvitesInviteIdWithdraw"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/invites/accept": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Accept */
        post: operations["identity.ApiV1InvitesAcceptAccept"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/invites/offer": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** See offer */
        post: operations["identity.ApiV1InvitesOfferSeeOffer"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/issues": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** See issues */
        get: operations["requests.ApiV1IssuesSeeIssues"];
        put?: never;
        /** Report issue */
        post: operations["requests.ApiV1IssuesReportIssue"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/issues/{issue_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** See issue */
        get: operations["requests.ApiV1IssuesIssueIdSeeIssue"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/issues/{issue_id}/comments": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Comment on issue */
        post: operations["requests.ApiV1IssuesIssueIdCommentsCommentOnIssue"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/issues/{issue_id}/reopen": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Reopen issue */
        post: operations["requests.ApiV1IssuesIssueIdReopenReopenIssue"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/issues/{issue_id}/resolve": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Resolve issue */
        post: operations["requests.ApiV1IssuesIssueIdResolveResolveIssue"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/library/collections": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** See collections */
        get: operations["requests.ApiV1LibraryCollectionsSeeCollections"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/library/items/{rating_key}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** See item */
        get: operations["requests.ApiV1LibraryItemsRatingKeySeeItem"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/library/items/{rating_key}/children": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** See children */
        get: operations["requests.ApiV1LibraryItemsRatingKeyChildrenSeeChildren"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/library/recent": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** See recent */
        get: operations["requests.ApiV1LibraryRecentSeeRecent"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/library/search": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Search library */
        get: operations["requests.ApiV1LibrarySearchSearchLibrary"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/library/sections": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** See sections */
        get: operations["requests.ApiV1LibrarySectionsSeeSections"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/library/sections/{key}/items": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** See section */
        get: operations["requests.ApiV1LibrarySectionsKeyItemsSeeSection"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/me": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** See me */
        get: operations["identity.ApiV1MeSeeMe"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        /** Change me */
        patch: operations["identity.ApiV1MeChangeMe"];
        trace?: never;
    };
    "/api/v1/me/api-keys": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** See api keys */
        get: operations["identity.ApiV1MeApiKeysSeeApiKeys"];
        put?: never;
        /** Issue */
        post: operations["identity.ApiV1MeApiKeysIssue"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/me/api-keys/{key_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /** Revoke */
        delete: operations["identity.ApiV1MeApiKeysKeyIdRevoke"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/me/export": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Fetch export */
        get: operations["gateway.ApiV1MeExportFetchExport"];
        put?: never;
        /** Ask for export */
        post: operations["gateway.ApiV1MeExportAskForExport"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/me/password": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Change password */
        post: operations["identity.ApiV1MePasswordChangePassword"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/me/second-factors": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** See factors */
        get: operations["identity.ApiV1MeSecondFactorsSeeFactors"];
        put?: never;
        /** Add factor */
        post: operations["identity.ApiV1MeSecondFactorsAddFactor"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/me/second-factors/{factor_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /** Remove factor */
        delete: operations["identity.ApiV1MeSecondFactorsFactorIdRemoveFactor"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/me/second-factors/{factor_id}/confirm": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Confirm app */
        post: operations["identity.ApiV1MeSecondFactorsFactorIdConfirmConfirmApp"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/me/second-factors/passkey-options": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** See passkey options */
        post: operations["identity.ApiV1MeSecondFactorsPasskeyOptionsSeePasskeyOptions"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/me/second-factors/recovery-codes": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Renew recovery codes */
        post: operations["identity.ApiV1MeSecondFactorsRecoveryCodesRenewRecoveryCodes"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/me/sessions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** See sessions */
        get: operations["identity.ApiV1MeSessionsSeeSessions"];
        put?: never;
        post?: never;
        /** End other sessions */
        delete: operations["identity.ApiV1MeSessionsEndOtherSessions"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/me/sessions/{session_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /** End session */
        delete: operations["identity.ApiV1MeSessionsSessionIdEndSession"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/me/ways-in": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** See ways in */
        get: operations["identity.ApiV1MeWaysInSeeWaysIn"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/me/ways-in/{way_in}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Link */
        post: operations["identity.ApiV1MeWaysInWayInLink"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/members": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** See members */
        get: operations["identity.ApiV1MembersSeeMembers"];
        put?: never;
        /** Add member */
        post: operations["identity.ApiV1MembersAddMember"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/members/{member_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** See member */
        get: operations["identity.ApiV1MembersMemberIdSeeMember"];
        put?: never;
        post?: never;
        /** Remove */
        delete: operations["identity.ApiV1MembersMemberIdRemove"];
        options?: never;
        head?: never;
        /** Change member */
        patch: operations["identity.ApiV1MembersMemberIdChangeMember"];
        trace?: never;
    };
    "/api/v1/members/{member_id}/erase": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Erase */
        post: operations["identity.ApiV1MembersMemberIdEraseErase"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/members/{member_id}/sessions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /** End sessions */
        delete: operations["identity.ApiV1MembersMemberIdSessionsEndSessions"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/members/import": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Import members */
        post: operations["identity.ApiV1MembersImportImportMembers"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/notifications": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** See inbox */
        get: operations["notify.ApiV1NotificationsSeeInbox"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/notifications/{notification_id}/read": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Mark read */
        post: operations["notify.ApiV1NotificationsNotificationIdReadMarkRead"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/notifications/channels": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** See channels */
        get: operations["notify.ApiV1NotificationsChannelsSeeChannels"];
        put?: never;
        /** Add channel */
        post: operations["notify.ApiV1NotificationsChannelsAddChannel"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/notifications/channels/{channel_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /** Remove channel */
        delete: operations["notify.ApiV1NotificationsChannelsChannelIdRemoveChannel"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/notifications/channels/{channel_id}/code": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Send code */
        post: operations["notify.ApiV1NotificationsChannelsChannelIdCodeSendCode"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/notifications/channels/{channel_id}/confirm": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Confirm channel */
        post: operations["notify.ApiV1NotificationsChannelsChannelIdConfirmConfirmChannel"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/notifications/channels/{channel_id}/test": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Try channel */
        post: operations["notify.ApiV1NotificationsChannelsChannelIdTestTryChannel"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/notifications/deliveries": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** See deliveries */
        get: operations["notify.ApiV1NotificationsDeliveriesSeeDeliveries"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/notifications/deliveries/{delivery_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** See delivery */
        get: operations["notify.ApiV1NotificationsDeliveriesDeliveryIdSeeDelivery"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/notifications/mutes/{about_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /** Mute */
        put: operations["notify.ApiV1NotificationsMutesAboutIdMute"];
        post?: never;
        /** Unmute */
        delete: operations["notify.ApiV1NotificationsMutesAboutIdUnmute"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/notifications/preferences": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** See preferences */
        get: operations["notify.ApiV1NotificationsPreferencesSeePreferences"];
        /** Choose preferences */
        put: operations["notify.ApiV1NotificationsPreferencesChoosePreferences"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/notifications/push-key": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** See push key */
        get: operations["notify.ApiV1NotificationsPushKeySeePushKey"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/notifications/read-all": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Mark all read */
        post: operations["notify.ApiV1NotificationsReadAllMarkAllRead"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/notifications/unsubscribe/{token}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Ask to unsubscribe */
        get: operations["notify.ApiV1NotificationsUnsubscribeTokenAskToUnsubscribe"];
        put?: never;
        /** Unsubscribe */
        post: operations["notify.ApiV1NotificationsUnsubscribeTokenUnsubscribe"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/requests": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** See requests */
        get: operations["requests.ApiV1RequestsSeeRequests"];
        put?: never;
        /** Ask for */
        post: operations["requests.ApiV1RequestsAskFor"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/requests/{request_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** See request */
        get: operations["requests.ApiV1RequestsRequestIdSeeRequest"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        /** Change request */
        patch: operations["requests.ApiV1RequestsRequestIdChangeRequest"];
        trace?: never;
    };
    "/api/v1/requests/{request_id}/approve": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Approve request */
        post: operations["requests.ApiV1RequestsRequestIdApproveApproveRequest"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/requests/{request_id}/cancel": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Cancel request */
        post: operations["requests.ApiV1RequestsRequestIdCancelCancelRequest"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/requests/{request_id}/decline": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Decline request */
        post: operations["requests.ApiV1RequestsRequestIdDeclineDeclineRequest"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/requests/{request_id}/follow": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /** Follow request */
        put: operations["requests.ApiV1RequestsRequestIdFollowFollowRequest"];
        post?: never;
        /** Unfollow request */
        delete: operations["requests.ApiV1RequestsRequestIdFollowUnfollowRequest"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/requests/{request_id}/retry": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Retry request */
        post: operations["requests.ApiV1RequestsRequestIdRetryRetryRequest"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/requests/{request_id}/timeline": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** See timeline */
        get: operations["requests.ApiV1RequestsRequestIdTimelineSeeTimeline"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/requests/{request_id}/undo": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Undo decision */
        post: operations["requests.ApiV1RequestsRequestIdUndoUndoDecision"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/requests/bulk": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Decide many */
        post: operations["requests.ApiV1RequestsBulkDecideMany"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/requests/count": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Count requests */
        get: operations["requests.ApiV1RequestsCountCountRequests"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/requests/quota": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** See quota */
        get: operations["requests.ApiV1RequestsQuotaSeeQuota"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/search": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Search titles */
        get: operations["requests.ApiV1SearchSearchTitles"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/settings/downloads/folders": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** See folders */
        get: operations["downloads.ApiV1SettingsDownloadsFoldersSeeFolders"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/settings/downloads/folders/test": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Test folders */
        post: operations["downloads.ApiV1SettingsDownloadsFoldersTestTestFolders"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/settings/downloads/limits": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** See limits */
        get: operations["downloads.ApiV1SettingsDownloadsLimitsSeeLimits"];
        /** Set limits */
        put: operations["downloads.ApiV1SettingsDownloadsLimitsSetLimits"];
        post?: never;
        /** Forget limits */
        delete: operations["downloads.ApiV1SettingsDownloadsLimitsForgetLimits"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/settings/downloads/quality": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** See quality */
        get: operations["downloads.ApiV1SettingsDownloadsQualitySeeQuality"];
        /** Set quality */
        put: operations["downloads.ApiV1SettingsDownloadsQualitySetQuality"];
        post?: never;
        /** Forget quality */
        delete: operations["downloads.ApiV1SettingsDownloadsQualityForgetQuality"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/settings/identity/house": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** See house settings */
        get: operations["identity.ApiV1SettingsIdentityHouseSeeHouseSettings"];
        /** Call house */
        put: operations["identity.ApiV1SettingsIdentityHouseCallHouse"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/settings/identity/plex": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** See plex */
        get: operations["identity.ApiV1SettingsIdentityPlexSeePlex"];
        /** Set plex */
        put: operations["identity.ApiV1SettingsIdentityPlexSetPlex"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/settings/identity/plex/owner": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Link owner */
        post: operations["identity.ApiV1SettingsIdentityPlexOwnerLinkOwner"];
        /** Unlink owner */
        delete: operations["identity.ApiV1SettingsIdentityPlexOwnerUnlinkOwner"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/settings/identity/plex/servers": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** See servers */
        get: operations["identity.ApiV1SettingsIdentityPlexServersSeeServers"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/settings/identity/plex/test": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Test plex */
        post: operations["identity.ApiV1SettingsIdentityPlexTestTestPlex"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/settings/notify/smtp": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** See smtp */
        get: operations["notify.ApiV1SettingsNotifySmtpSeeSmtp"];
        /** Set smtp */
        put: operations["notify.ApiV1SettingsNotifySmtpSetSmtp"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/settings/notify/smtp/test": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Test smtp */
        post: operations["notify.ApiV1SettingsNotifySmtpTestTestSmtp"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/settings/notify/templates": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** See templates */
        get: operations["notify.ApiV1SettingsNotifyTemplatesSeeTemplates"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/settings/notify/templates/{name}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Preview template */
        get: operations["notify.ApiV1SettingsNotifyTemplatesNamePreviewTemplate"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/settings/requests/limits": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** See limits */
        get: operations["requests.ApiV1SettingsRequestsLimitsSeeLimits"];
        /** Set limits */
        put: operations["requests.ApiV1SettingsRequestsLimitsSetLimits"];
        post?: never;
        /** Forget limits */
        delete: operations["requests.ApiV1SettingsRequestsLimitsForgetLimits"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/settings/requests/overseerr": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** See overseerr */
        get: operations["requests.ApiV1SettingsRequestsOverseerrSeeOverseerr"];
        /** Connect overseerr */
        put: operations["requests.ApiV1SettingsRequestsOverseerrConnectOverseerr"];
        post?: never;
        /** Disconnect overseerr */
        delete: operations["requests.ApiV1SettingsRequestsOverseerrDisconnectOverseerr"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/settings/requests/overseerr/test": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Test overseerr */
        post: operations["requests.ApiV1SettingsRequestsOverseerrTestTestOverseerr"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/settings/requests/plex": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** See plex */
        get: operations["requests.ApiV1SettingsRequestsPlexSeePlex"];
        /** Connect plex */
        put: operations["requests.ApiV1SettingsRequestsPlexConnectPlex"];
        post?: never;
        /** Disconnect plex */
        delete: operations["requests.ApiV1SettingsRequestsPlexDisconnectPlex"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/settings/requests/plex/server": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** See server */
        get: operations["requests.ApiV1SettingsRequestsPlexServerSeeServer"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/settings/requests/plex/test": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Test plex */
        post: operations["requests.ApiV1SettingsRequestsPlexTestTestPlex"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/settings/status/public-page": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** See public page settings */
        get: operations["status.ApiV1SettingsStatusPublicPageSeePublicPageSettings"];
        /** Set public page */
        put: operations["status.ApiV1SettingsStatusPublicPageSetPublicPage"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/settings/status/uptime-kuma": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** See uptime kuma */
        get: operations["status.ApiV1SettingsStatusUptimeKumaSeeUptimeKuma"];
        /** Connect uptime kuma */
        put: operations["status.ApiV1SettingsStatusUptimeKumaConnectUptimeKuma"];
        post?: never;
        /** Disconnect uptime kuma */
        delete: operations["status.ApiV1SettingsStatusUptimeKumaDisconnectUptimeKuma"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/settings/status/uptime-kuma/test": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Test uptime kuma */
        post: operations["status.ApiV1SettingsStatusUptimeKumaTestTestUptimeKuma"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/setup": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** See setup */
        get: operations["identity.ApiV1SetupSeeSetup"];
        put?: never;
        /** Set up */
        post: operations["identity.ApiV1SetupSetUp"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/status": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** See status */
        get: operations["status.ApiV1StatusSeeStatus"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/status/announcements": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** See announcements */
        get: operations["status.ApiV1StatusAnnouncementsSeeAnnouncements"];
        put?: never;
        /** Announce */
        post: operations["status.ApiV1StatusAnnouncementsAnnounce"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/status/announcements/{announcement_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /** Withdraw announcement */
        delete: operations["status.ApiV1StatusAnnouncementsAnnouncementIdWithdrawAnnouncement"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/status/history": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** See history */
        get: operations["status.ApiV1StatusHistorySeeHistory"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/status/incidents": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** See incidents */
        get: operations["status.ApiV1StatusIncidentsSeeIncidents"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/status/incidents/{incident_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** See incident */
        get: operations["status.ApiV1StatusIncidentsIncidentIdSeeIncident"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/status/incidents/{incident_id}/acknowledge": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Acknowledge incident */
        post: operations["status.ApiV1StatusIncidentsIncidentIdAcknowledgeAcknowledgeIncident"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/status/incidents/{incident_id}/close": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Close incident */
        post: operations["status.ApiV1StatusIncidentsIncidentIdCloseCloseIncident"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/status/incidents/{incident_id}/notes": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Add note */
        post: operations["status.ApiV1StatusIncidentsIncidentIdNotesAddNote"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/status/maintenance": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** See maintenance */
        get: operations["status.ApiV1StatusMaintenanceSeeMaintenance"];
        put?: never;
        /** Plan maintenance */
        post: operations["status.ApiV1StatusMaintenancePlanMaintenance"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/status/maintenance/{maintenance_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /** End maintenance */
        delete: operations["status.ApiV1StatusMaintenanceMaintenanceIdEndMaintenance"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/status/monitors": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Add monitor */
        post: operations["status.ApiV1StatusMonitorsAddMonitor"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/status/monitors/{monitor_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** See monitor */
        get: operations["status.ApiV1StatusMonitorsMonitorIdSeeMonitor"];
        put?: never;
        post?: never;
        /** Delete monitor */
        delete: operations["status.ApiV1StatusMonitorsMonitorIdDeleteMonitor"];
        options?: never;
        head?: never;
        /** Change monitor */
        patch: operations["status.ApiV1StatusMonitorsMonitorIdChangeMonitor"];
        trace?: never;
    };
    "/api/v1/status/monitors/{monitor_id}/history": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** See monitor history */
        get: operations["status.ApiV1StatusMonitorsMonitorIdHistorySeeMonitorHistory"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/status/monitors/{monitor_id}/meaning": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /** Explain monitor */
        put: operations["status.ApiV1StatusMonitorsMonitorIdMeaningExplainMonitor"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/status/monitors/{monitor_id}/subscription": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /** Subscribe */
        put: operations["status.ApiV1StatusMonitorsMonitorIdSubscriptionSubscribe"];
        post?: never;
        /** Unsubscribe */
        delete: operations["status.ApiV1StatusMonitorsMonitorIdSubscriptionUnsubscribe"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/status/monitors/{monitor_id}/watch": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** See watch */
        get: operations["status.ApiV1StatusMonitorsMonitorIdWatchSeeWatch"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/status/monitors/test": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Try probe */
        post: operations["status.ApiV1StatusMonitorsTestTryProbe"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/status/public": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** See public page */
        get: operations["status.ApiV1StatusPublicSeePublicPage"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/status/public/{place}/badge.svg": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** See badge of one */
        get: operations["status.ApiV1StatusPublicPlaceBadgeSvgSeeBadgeOfOne"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/status/public/badge.svg": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** See badge */
        get: operations["status.ApiV1StatusPublicBadgeSvgSeeBadge"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/titles/{media_type}/{tmdb_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** See title */
        get: operations["requests.ApiV1TitlesMediaTypeTmdbIdSeeTitle"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
}
export type webhooks = Record<string, never>;
export interface components {
    schemas: {
        /** AcceptBody */
        AcceptBody: {
            code: string;
            username: string;
            password: string;
            display_name?: string | null;
            email?: string | null;
        };
        /** Added */
        Added: {
            /** Format: uuid */
            id: string;
            recovery_codes: string[];
        };
        /** AllowancePage */
        AllowancePage: {
            an_hour: number;
            movie: components["schemas"]["QuotaPage"];
            tv: components["schemas"]["QuotaPage"];
        };
        /** AllRead */
        AllRead: {
            unread: number;
        };
        /** AnnouncementBody */
        AnnouncementBody: {
            title: string;
            /** @default  */
            text?: string;
            until?: string | null;
        };
        /** AnnouncementLine */
        AnnouncementLine: {
            /** Format: uuid */
            id: string;
            title: string;
            text: string;
            /** Format: date-time */
            at: string;
            until: string | null;
        };
        /** ApiKeyBody */
        ApiKeyBody: {
            name: string;
            scopes: ("me.manage" | "members.read" | "members.manage" | "invites.manage" | "library.read" | "requests.create" | "requests.read_all" | "requests.decide" | "downloads.read" | "downloads.create" | "downloads.read_all" | "downloads.manage" | "status.read" | "status.manage" | "notifications.read" | "deliveries.read" | "settings.manage" | "events.read" | "system.read")[];
            expires_at?: string | null;
        };
        /** ApiKeyList */
        ApiKeyList: {
            items: components["schemas"]["ApiKeyPage"][];
            next?: string | null;
        };
        /** ApiKeyPage */
        ApiKeyPage: {
            /** Format: uuid */
            id: string;
            name: string;
            scopes: ("me.manage" | "members.read" | "members.manage" | "invites.manage" | "library.read" | "requests.create" | "requests.read_all" | "requests.decide" | "downloads.read" | "downloads.create" | "downloads.read_all" | "downloads.manage" | "status.read" | "status.manage" | "notifications.read" | "deliveries.read" | "settings.manage" | "events.read" | "system.read")[];
            /** Format: date-time */
            created_at: string;
            expires_at: string | null;
            last_used_at: string | null;
        };
        /** AskBody */
        AskBody: {
            /** @enum {string} */
            media_type: "movie" | "tv";
            tmdb_id: number;
            /** @default all */
            seasons?: number[] | "all";
            /** @default false */
            is_4k?: boolean;
            note?: string | null;
            on_behalf_of?: string | null;
        };
        /** BulkBody */
        BulkBody: {
            ids: (string | unknown)[];
            /** @enum {string} */
            action: "approve" | "decline" | "undo";
            reason?: string | null;
        };
        /** Card */
        Card: {
            /** @enum {string} */
            media_type: "movie" | "tv";
            tmdb_id: number;
            name: string;
            year: number | null;
            overview: string;
            poster_path: string | null;
            /** @enum {null|string} */
            seen: "underway" | "partly here" | "here" | null;
            rating?: number | null;
            image?: string | null;
            library?: components["schemas"]["InLibrary"] | null;
        };
        /** Cards */
        Cards: {
            items: components["schemas"]["Card"][];
            page: number;
            pages: number;
        };
        /** CategoryShown */
        CategoryShown: {
            /** @enum {string} */
            name: "download_completed" | "download_failed" | "approvals" | "requests" | "issues" | "status" | "household" | "people" | "account" | "channel_broken";
            label: string;
            by: ("email" | "push" | "webhook" | "apprise")[];
        };
        /** Causes */
        Causes: {
            event: components["schemas"]["FactShown"];
            causes: components["schemas"]["FactShown"][];
            effects: components["schemas"]["FactShown"][];
            missing: ("gateway" | "identity" | "requests" | "downloads" | "status" | "notify")[];
        };
        /** Change */
        Change: {
            state: string;
            detail: string | null;
            /** Format: date-time */
            at: string;
        };
        /** ChangeBody */
        ChangeBody: {
            role?: "owner" | "admin" | "moderator" | "member" | "guest";
            permissions?: {
                [key: string]: boolean | null;
            };
            limits?: {
                [key: string]: number | null;
            };
            disabled?: boolean;
            display_name?: string;
            email?: string | null;
        };
        /** ChannelLine */
        ChannelLine: {
            /** Format: uuid */
            id: string;
            /** @enum {string} */
            kind: "email" | "push" | "webhook" | "apprise";
            service: string | null;
            label: string;
            verified: boolean;
            disabled: string | null;
            has_secret: boolean;
            last_four: string | null;
            /** Format: date-time */
            created_at: string;
            secret?: string | null;
        };
        /** Choices */
        Choices: {
            by?: {
                [key: string]: ("email" | "push" | "webhook" | "apprise")[];
            };
            quiet?: components["schemas"]["QuietHours"] | null;
            digest?: components["schemas"]["Digest"];
            /** @default UTC */
            zone?: string;
            /** @default en */
            locale?: string;
        };
        /** CodeBody */
        CodeBody: {
            code: string;
        };
        /** CollectionPage */
        CollectionPage: {
            /** Format: uuid */
            id: string;
            version: number;
            /** Format: uuid */
            member_id: string;
            url: string;
            title: string;
            preset: string;
            total: number;
            completed: number;
            failed: number;
            dropped: number;
            percent: number;
            /** Format: date-time */
            created_at: string;
            finished_at: string | null;
        };
        /** CommentBody */
        CommentBody: {
            text: string;
        };
        /** CommentPage */
        CommentPage: {
            /** Format: uuid */
            id: string;
            /** Format: uuid */
            by: string;
            text: string | null;
            /** Format: date-time */
            created_at: string;
        };
        /** ConnectionBody */
        ConnectionBody: {
            url: string;
            /** @default false */
            internal?: boolean;
            key?: string;
            webhook_secret?: string | null;
        };
        /** ConnectionPage */
        ConnectionPage: {
            url: string;
            internal: boolean;
            has_secret: boolean;
            last_four: string | null;
            has_webhook_secret: boolean;
        };
        /** CookiesBody */
        CookiesBody: {
            text: string;
        };
        /** CookiesPage */
        CookiesPage: {
            count: number;
            /** Format: date-time */
            kept_at: string;
            /** @default true */
            has_secret?: boolean;
        };
        /** Credits */
        Credits: {
            /** @default [] */
            cast?: components["schemas"]["Player"][];
            /** @default [] */
            directors?: string[];
            /** @default [] */
            creators?: string[];
            /** @default [] */
            studios?: string[];
            /** @default [] */
            networks?: string[];
        };
        /** DeadLetter */
        DeadLetter: {
            /** @enum {string} */
            service: "gateway" | "identity" | "requests" | "downloads" | "status" | "notify";
            /** Format: uuid */
            id: string;
            kind: string;
            key: string | null;
            attempts: number;
            /** Format: date-time */
            due_at: string;
            why: string | null;
        };
        /** DeadPage */
        DeadPage: {
            items: components["schemas"]["DeadLetter"][];
            missing: ("gateway" | "identity" | "requests" | "downloads" | "status" | "notify")[];
        };
        /** DeclineBody */
        DeclineBody: {
            reason?: string | null;
        };
        /** Details */
        Details: {
            card: components["schemas"]["Card"];
            genres: string[];
            minutes: number | null;
            rating: number | null;
            seasons: components["schemas"]["Season"][];
            /** @enum {null|string} */
            seen_in_4k: "underway" | "partly here" | "here" | null;
            trailer_url?: string | null;
            /** @default [] */
            guids?: components["schemas"]["Guid"][];
            released_on?: string | null;
            language?: string | null;
            credits?: components["schemas"]["Credits"];
        };
        /** Digest */
        Digest: {
            /**
             * @default off
             * @enum {string}
             */
            every?: "off" | "hourly" | "daily" | "weekly";
            /** @default 08:00 */
            at?: string;
            /** @default 0 */
            weekday?: number;
        };
        /** Discord */
        Discord: {
            webhook_id: string;
            token: string;
            /** @constant */
            service: "discord";
        };
        /** DiskProbe */
        DiskProbe: {
            disk: string;
            /** @default 10 */
            free_gb?: number;
            /** @constant */
            type: "disk";
        };
        /** DnsProbe */
        DnsProbe: {
            name: string;
            /**
             * @default A
             * @enum {string}
             */
            record?: "A" | "AAAA" | "CNAME" | "MX" | "NS" | "TXT";
            server?: string | null;
            /** @default 53 */
            port?: number;
            /** @default false */
            internal?: boolean;
            /** @constant */
            type: "dns";
        };
        /** DownloadPage */
        DownloadPage: {
            /** Format: uuid */
            id: string;
            version: number;
            /** Format: uuid */
            member_id: string;
            url: string;
            preset: string;
            extras: components["schemas"]["Extras"];
            priority: string;
            place: number;
            title: string;
            site: string | null;
            channel: string | null;
            duration_s: number | null;
            thumbnail_url: string | null;
            status: string;
            progress: components["schemas"]["Progress"] | null;
            attempts: number;
            files: components["schemas"]["PlacedFile"][];
            error: components["schemas"]["ErrorPage"] | null;
            next_try_at: string | null;
            /** Format: date-time */
            created_at: string;
            /** Format: date-time */
            updated_at: string;
            started_at: string | null;
            finished_at: string | null;
            /** @enum {null|string} */
            waits_for: "plex" | "overseerr" | "internet" | null;
            in_library: boolean;
            rating_key: string | null;
            collection_id: string | null;
            collection_title: string | null;
        };
        /** AllowancePage */
        "downloads.AllowancePage": {
            used_this_hour: number;
            per_hour: number | null;
            bytes_today: number;
            bytes_per_day: number | null;
            bytes_in_all: number;
            bytes_in_all_at_most: number | null;
        };
        /** BulkBody */
        "downloads.BulkBody": {
            ids: (string | unknown)[];
            /** @enum {string} */
            action: "approve" | "decline";
        };
        /** LimitsBody */
        "downloads.LimitsBody": {
            downloads_per_hour: number | null;
            download_gb_per_day: number | null;
            space_gb: number | null;
            approval_roles: (("owner" | "admin" | "moderator" | "member" | "guest") | unknown)[];
        };
        /** LimitsPage */
        "downloads.LimitsPage": {
            downloads_per_hour: number | null;
            download_gb_per_day: number | null;
            space_gb: number | null;
            approval_roles: ("owner" | "admin" | "moderator" | "member" | "guest")[];
            is_chosen: boolean;
        };
        /** TrialPage */
        "downloads.TrialPage": {
            steps: components["schemas"]["downloads.TriedStep"][];
        };
        /** TriedStep */
        "downloads.TriedStep": {
            /** @enum {string} */
            name: "folder" | "writable" | "placed" | "read_back" | "space" | "at_once";
            ok: boolean;
            detail: string;
            hint?: string | null;
        };
        /** EditBody */
        EditBody: {
            seasons?: number[] | "all" | null;
            note?: string | null;
        };
        /** Entry */
        Entry: {
            id: string;
            kind: string;
            title: string;
            origin: string;
            rating_key?: string | null;
            section_key?: string | null;
            year?: number | null;
            /** @default  */
            summary?: string;
            added_at?: string | null;
            released?: string | null;
            duration_s?: number | null;
            rating?: number | null;
            content_rating?: string | null;
            /** @default [] */
            genres?: string[];
            /** @default 0 */
            child_count?: number;
            index?: number | null;
            parent_key?: string | null;
            parent_title?: string | null;
            show_title?: string | null;
            resolution?: string | null;
            image?: string | null;
            deep_link?: string | null;
            origin_id?: string | null;
            path?: string | null;
            size_bytes?: number | null;
            added_by?: string | null;
        };
        /** Erased */
        Erased: {
            /** Format: uuid */
            id: string;
            version: number;
        };
        /** ErrorPage */
        ErrorPage: {
            class: string;
            reason: string;
        };
        /** Event */
        Event: {
            what: string;
            /** Format: date-time */
            at: string;
            detail?: string | null;
        };
        /** Events */
        Events: {
            items: components["schemas"]["FactShown"][];
            missing: ("gateway" | "identity" | "requests" | "downloads" | "status" | "notify")[];
            next?: string | null;
        };
        /** Export */
        Export: {
            /** Format: uuid */
            member_id: string;
            /** Format: date-time */
            made_at: string;
            services: {
                [key: string]: components["schemas"]["FactShown"][];
            };
            missing: ("gateway" | "identity" | "requests" | "downloads" | "status" | "notify")[];
            cut: ("gateway" | "identity" | "requests" | "downloads" | "status" | "notify")[];
        };
        /** Extras */
        Extras: {
            /** @default [] */
            subtitles?: string[];
            /** @default [] */
            sponsors_marked?: ("sponsor" | "intro" | "outro" | "selfpromo" | "preview" | "filler" | "interaction" | "music_offtopic" | "hook")[];
            /** @default [] */
            sponsors_removed?: ("sponsor" | "intro" | "outro" | "selfpromo" | "preview" | "filler" | "interaction" | "music_offtopic" | "hook")[];
            /** @default true */
            chapters?: boolean;
            /** @default false */
            thumbnail?: boolean;
            /** @default true */
            tags?: boolean;
        };
        /** ExtrasBody */
        ExtrasBody: {
            subtitles?: string[] | null;
            sponsors_marked?: ("sponsor" | "intro" | "outro" | "selfpromo" | "preview" | "filler" | "interaction" | "music_offtopic" | "hook")[] | null;
            sponsors_removed?: ("sponsor" | "intro" | "outro" | "selfpromo" | "preview" | "filler" | "interaction" | "music_offtopic" | "hook")[] | null;
            chapters?: boolean | null;
            thumbnail?: boolean | null;
            tags?: boolean | null;
        };
        /** FactorPage */
        FactorPage: {
            /** Format: uuid */
            id: string;
            /** @enum {string} */
            kind: "totp" | "passkey";
            name: string;
            /** Format: date-time */
            added_at: string;
            confirmed: boolean;
        };
        /** FactorsPage */
        FactorsPage: {
            items: components["schemas"]["FactorPage"][];
            recovery_codes_left: number;
            next?: string | null;
        };
        /** FactShown */
        FactShown: {
            /** Format: uuid */
            id: string;
            /** @enum {string} */
            service: "gateway" | "identity" | "requests" | "downloads" | "status" | "notify";
            position: number;
            stream: string;
            version: number;
            type: string;
            /** Format: date-time */
            at: string;
            /** @enum {null|string} */
            by?: "person" | "house" | "operator" | "stranger" | null;
            actor: string | null;
            on_behalf_of: string | null;
            /** Format: uuid */
            correlation: string;
            causation: string | null;
            address_hash: string | null;
            client: string | null;
            told: boolean;
            data: {
                [key: string]: unknown;
            };
        };
        /** Fetch */
        Fetch: {
            /** @default /api/v1/me/export */
            fetch?: string;
        };
        /**
         * FieldError
         * @description One fault of a body: `pointer` is an RFC 6901 JSON pointer such as `/url`.
         */
        FieldError: {
            pointer: string;
            detail: string;
        };
        /** Fixed */
        Fixed: {
            library_dir: string;
            work_dir: string;
            reserve_bytes: number;
            max_file_bytes: number;
            rate_bps: number | null;
            sites: string[];
        };
        /** FoldersSeen */
        FoldersSeen: {
            library_dir: string;
            work_dir: string;
            library_free_bytes: number | null;
            work_free_bytes: number | null;
            reserve_bytes: number;
        };
        /** ForgotBody */
        ForgotBody: {
            email: string;
        };
        /** GatherBody */
        GatherBody: {
            url: string;
            preset?: string | null;
            /**
             * @default normal
             * @enum {string}
             */
            priority?: "low" | "normal" | "high";
            items?: number[] | null;
            extras?: components["schemas"]["ExtrasBody"] | null;
        };
        /** Genre */
        Genre: {
            id: number;
            name: string;
        };
        /** GenreList */
        GenreList: {
            items: components["schemas"]["Genre"][];
        };
        /** GivenUp */
        GivenUp: {
            /** @enum {string} */
            service: "gateway" | "identity" | "requests" | "downloads" | "status" | "notify";
            /** Format: date-time */
            since: string;
            tries_again_in_s: number;
        };
        /** Gotify */
        Gotify: {
            server: string;
            token: string;
            /** @constant */
            service: "gotify";
        };
        /** Guid */
        Guid: {
            /** @enum {string} */
            source: "imdb" | "tmdb" | "tvdb" | "anidb";
            value: string;
        };
        /** Happened */
        Happened: {
            what: string;
            /** Format: date-time */
            at: string;
            by: string | null;
            who?: string | null;
            detail?: string | null;
            by_name?: string | null;
        };
        /** History */
        History: {
            window: string;
            monitors: {
                [key: string]: components["schemas"]["Slice"][];
            };
        };
        /** HouseBody */
        HouseBody: {
            name: string;
            /** @enum {string} */
            accent: "egg" | "lagoon" | "iris" | "heather" | "rose";
        };
        /** HousePage */
        HousePage: {
            name: string;
            /** @enum {string} */
            accent: "egg" | "lagoon" | "iris" | "heather" | "rose";
        };
        /** HttpProbe */
        HttpProbe: {
            url: string;
            /** @default false */
            internal?: boolean;
            /** @default 14 */
            certificate_days?: number;
            /** @constant */
            type: "http";
        };
        /** ImportBody */
        ImportBody: {
            /** @enum {string} */
            source: "plex" | "overseerr";
        };
        /** Imported */
        Imported: {
            /** @enum {string} */
            source: "plex" | "overseerr";
            created: string[];
            known: string[];
            skipped: components["schemas"]["Passed"][];
            left: number;
        };
        /** InboxPage */
        InboxPage: {
            items: components["schemas"]["Line"][];
            next: string | null;
            unread: number;
        };
        /** IncidentLine */
        IncidentLine: {
            /** Format: uuid */
            id: string;
            /** Format: uuid */
            monitor_id: string;
            monitor_name: string;
            detail: string;
            means: string;
            /** Format: date-time */
            opened_at: string;
            closed_at: string | null;
            acknowledged_at: string | null;
            monitors: components["schemas"]["StruckLine"][];
            timeline: components["schemas"]["TimeLine"][];
        };
        /** InLibrary */
        InLibrary: {
            rating_key: string;
            deep_link: string;
        };
        /** InviteBody */
        InviteBody: {
            /**
             * @default member
             * @enum {string}
             */
            role?: "admin" | "moderator" | "member" | "guest";
            limits?: {
                [key: string]: number;
            };
            /** @default 1 */
            uses?: number;
            expires_at?: string | null;
            note?: string | null;
        };
        /** InvitePage */
        InvitePage: {
            /** Format: uuid */
            id: string;
            version: number;
            /** Format: uuid */
            invited_by: string;
            /** Format: date-time */
            created_at: string;
            /** Format: date-time */
            expires_at: string;
            /** @enum {string} */
            role: "owner" | "admin" | "moderator" | "member" | "guest";
            limits: {
                [key: string]: number;
            };
            uses_max: number;
            note: string | null;
            withdrawn: boolean;
            accepted_by: string[];
        };
        /** CodeBody */
        invites_CodeBody: {
            code: string;
        };
        /** IssuePage */
        IssuePage: {
            /** Format: uuid */
            id: string;
            version: number;
            /** Format: uuid */
            reported_by: string;
            media_type: string;
            tmdb_id: number;
            title: string | null;
            year: number | null;
            poster_path: string | null;
            season: number | null;
            episode: number | null;
            kind: string;
            status: string;
            text: string | null;
            comment_count: number;
            resolved_by: string | null;
            resolved_at: string | null;
            /** Format: date-time */
            created_at: string;
            /** Format: date-time */
            updated_at: string;
            image?: string | null;
        };
        /** IssueWithComments */
        IssueWithComments: {
            issue: components["schemas"]["IssuePage"];
            comments: components["schemas"]["CommentPage"][];
        };
        /** ItemPage */
        ItemPage: {
            id: string;
            kind: string;
            title: string;
            origin: string;
            rating_key?: string | null;
            section_key?: string | null;
            year?: number | null;
            /** @default  */
            summary?: string;
            added_at?: string | null;
            released?: string | null;
            duration_s?: number | null;
            rating?: number | null;
            content_rating?: string | null;
            /** @default [] */
            genres?: string[];
            /** @default 0 */
            child_count?: number;
            index?: number | null;
            parent_key?: string | null;
            parent_title?: string | null;
            show_title?: string | null;
            resolution?: string | null;
            image?: string | null;
            deep_link?: string | null;
            origin_id?: string | null;
            path?: string | null;
            size_bytes?: number | null;
            added_by?: string | null;
            /** @default [] */
            children?: components["schemas"]["Entry"][];
        };
        /** JobsCounted */
        JobsCounted: {
            kind: string;
            status: string;
            count: number;
        };
        /** LimitsBody */
        LimitsBody: {
            requests_per_hour: number;
            films: components["schemas"]["QuotaBody"];
            seasons: components["schemas"]["QuotaBody"];
            auto_approve_roles: (("owner" | "admin" | "moderator" | "member" | "guest") | unknown)[];
            roles_4k: (("owner" | "admin" | "moderator" | "member" | "guest") | unknown)[];
        };
        /** LimitsPage */
        LimitsPage: {
            requests_per_hour: number;
            films: components["schemas"]["Quota"];
            seasons: components["schemas"]["Quota"];
            auto_approve_roles: ("owner" | "admin" | "moderator" | "member" | "guest")[];
            roles_4k: ("owner" | "admin" | "moderator" | "member" | "guest")[];
            is_chosen: boolean;
        };
        /** Line */
        Line: {
            /** Format: uuid */
            id: string;
            category: string;
            title: string;
            body: string;
            about_id: string | null;
            path: string;
            /** Format: date-time */
            created_at: string;
            read_at: string | null;
        };
        /** LinkBody */
        LinkBody: {
            current_password?: string | null;
            return_to?: string | null;
        };
        /** LinkPage */
        LinkPage: {
            url: string;
            /** Format: date-time */
            expires_at: string;
        };
        /** MaintenanceBody */
        MaintenanceBody: {
            title: string;
            /** Format: date-time */
            starts_at: string;
            /** Format: date-time */
            ends_at: string;
            /** @default  */
            text?: string;
            /** @default [] */
            monitor_ids?: (string | unknown)[];
        };
        /** MaintenanceLine */
        MaintenanceLine: {
            /** Format: uuid */
            id: string;
            title: string;
            text: string;
            /** Format: date-time */
            starts_at: string;
            /** Format: date-time */
            ends_at: string;
            monitor_ids: string[];
            /** @enum {string} */
            stage: "planned" | "going on" | "over" | "cancelled";
        };
        /** Matrix */
        Matrix: {
            server: string;
            access_token: string;
            room_id: string;
            /** @constant */
            service: "matrix";
        };
        /** MeaningBody */
        MeaningBody: {
            /** @default  */
            means?: string;
            /** @enum {null|string} */
            serves?: "plex" | "overseerr" | "internet" | null;
            /** @default [] */
            depends_on?: (string | unknown)[];
        };
        /** MeBody */
        MeBody: {
            display_name?: string;
            email?: string | null;
            current_password?: string | null;
        };
        /** MemberBody */
        MemberBody: {
            username: string;
            password: string;
            display_name?: string | null;
            email?: string | null;
            /**
             * @default member
             * @enum {string}
             */
            role?: "owner" | "admin" | "moderator" | "member" | "guest";
        };
        /** MemberPage */
        MemberPage: {
            /** Format: uuid */
            id: string;
            version: number;
            username: string;
            display_name: string;
            email: string | null;
            has_password: boolean;
            /** @enum {string} */
            role: "owner" | "admin" | "moderator" | "member" | "guest";
            permissions: ("me.manage" | "members.read" | "members.manage" | "invites.manage" | "library.read" | "requests.create" | "requests.read_all" | "requests.decide" | "downloads.read" | "downloads.create" | "downloads.read_all" | "downloads.manage" | "status.read" | "status.manage" | "notifications.read" | "deliveries.read" | "settings.manage" | "events.read" | "system.read")[];
            granted: ("me.manage" | "members.read" | "members.manage" | "invites.manage" | "library.read" | "requests.create" | "requests.read_all" | "requests.decide" | "downloads.read" | "downloads.create" | "downloads.read_all" | "downloads.manage" | "status.read" | "status.manage" | "notifications.read" | "deliveries.read" | "settings.manage" | "events.read" | "system.read")[];
            denied: ("me.manage" | "members.read" | "members.manage" | "invites.manage" | "library.read" | "requests.create" | "requests.read_all" | "requests.decide" | "downloads.read" | "downloads.create" | "downloads.read_all" | "downloads.manage" | "status.read" | "status.manage" | "notifications.read" | "deliveries.read" | "settings.manage" | "events.read" | "system.read")[];
            limits: {
                [key: string]: number;
            };
            disabled: boolean;
            shut_out: boolean;
            /** Format: date-time */
            created_at: string;
            last_seen_at: string | null;
        };
        /** MonitorHistory */
        MonitorHistory: {
            window: string;
            slices: components["schemas"]["Slice"][];
        };
        /** MonitorLine */
        MonitorLine: {
            /** Format: uuid */
            id: string;
            name: string;
            state: string;
            detail: string | null;
            since: string | null;
            response_ms: number | null;
            uptime: {
                [key: string]: number | null;
            };
            /** @enum {string} */
            source: "probe" | "uptime_kuma";
            means: string;
            /** @enum {null|string} */
            serves: "plex" | "overseerr" | "internet" | null;
            depends_on: string[];
            subscribed: boolean;
            ours: boolean;
        };
        /** MonitorPage */
        MonitorPage: {
            monitor: components["schemas"]["MonitorLine"];
            changes: components["schemas"]["Change"][];
        };
        /** MoveBody */
        MoveBody: {
            before: string | null;
        };
        /** NewApiKeyBody */
        NewApiKeyBody: {
            /** Format: uuid */
            id: string;
            version: number;
            key: string | null;
        };
        /** NewApp */
        NewApp: {
            name: string;
            password: string;
            /** @constant */
            kind: "totp";
        };
        /** NewApprise */
        NewApprise: {
            form: components["schemas"]["Discord"] | components["schemas"]["Telegram"] | components["schemas"]["Slack"] | components["schemas"]["Ntfy"] | components["schemas"]["Gotify"] | components["schemas"]["Pushover"] | components["schemas"]["Matrix"];
            /** @constant */
            kind: "apprise";
        };
        /** NewEmail */
        NewEmail: {
            email: string;
            /** @constant */
            kind: "email";
        };
        /** NewInviteBody */
        NewInviteBody: {
            /** Format: uuid */
            id: string;
            version: number;
            invite: components["schemas"]["InvitePage"];
            code: string | null;
            link: string | null;
        };
        /** NewPasskey */
        NewPasskey: {
            name: string;
            password: string;
            credential: {
                [key: string]: unknown;
            };
            /** @constant */
            kind: "passkey";
        };
        /** NewPush */
        NewPush: {
            endpoint: string;
            keys: components["schemas"]["PushKeys"];
            /** @constant */
            kind: "push";
        };
        /** NewWebhook */
        NewWebhook: {
            url: string;
            /** @constant */
            kind: "webhook";
        };
        /** NoteBody */
        NoteBody: {
            text: string;
        };
        /** History */
        "notify.History": {
            delivery: components["schemas"]["Shown"];
            events: components["schemas"]["Event"][];
        };
        /** TrialPage */
        "notify.TrialPage": {
            steps: components["schemas"]["notify.TriedStep"][];
        };
        /** TriedStep */
        "notify.TriedStep": {
            /** @enum {string} */
            name: "dns" | "tcp" | "tls" | "auth" | "permission";
            ok: boolean;
            detail: string;
            hint?: string | null;
        };
        /** Ntfy */
        Ntfy: {
            topic: string;
            /** @default https://ntfy.sh */
            server?: string;
            token?: string | null;
            /** @constant */
            service: "ntfy";
        };
        /** Offer */
        Offer: {
            /** @enum {string} */
            role: "admin" | "moderator" | "member" | "guest";
            /** Format: date-time */
            expires_at: string;
        };
        /** OfferedApp */
        OfferedApp: {
            /** Format: uuid */
            id: string;
            secret: string;
            uri: string;
        };
        /** OthersWish */
        OthersWish: {
            /** Format: uuid */
            id: string;
            seasons: number[];
            is_4k: boolean;
            status: string;
        };
        /** Outcome */
        Outcome: {
            /** Format: uuid */
            id: string;
            ok: boolean;
            problem?: string | null;
        };
        /** OverseerrProbe */
        OverseerrProbe: {
            url: string;
            /** @default false */
            internal?: boolean;
            /** @constant */
            type: "overseerr";
        };
        /** OwnerLine */
        OwnerLine: {
            name: string | null;
            /** Format: uuid */
            linked_by: string;
            /** Format: date-time */
            linked_at: string;
        };
        /** Page[Outcome] */
        "Page_medianest.downloads.api.judging.Outcome_": {
            items: components["schemas"]["Outcome"][];
            next?: string | null;
        };
        /** Page[CollectionPage] */
        "Page_medianest.downloads.queries.collections.CollectionPage_": {
            items: components["schemas"]["CollectionPage"][];
            next?: string | null;
        };
        /** Page[DownloadPage] */
        "Page_medianest.downloads.queries.pages.DownloadPage_": {
            items: components["schemas"]["DownloadPage"][];
            next?: string | null;
        };
        /** Page[InvitePage] */
        "Page_medianest.identity.queries.InvitePage_": {
            items: components["schemas"]["InvitePage"][];
            next?: string | null;
        };
        /** Page[MemberPage] */
        "Page_medianest.identity.queries.MemberPage_": {
            items: components["schemas"]["MemberPage"][];
            next?: string | null;
        };
        /** Page[ChannelLine] */
        "Page_medianest.notify.queries.channels.ChannelLine_": {
            items: components["schemas"]["ChannelLine"][];
            next?: string | null;
        };
        /** Page[Shown] */
        "Page_medianest.notify.queries.deliveries.Shown_": {
            items: components["schemas"]["Shown"][];
            next?: string | null;
        };
        /** Page[Outcome] */
        "Page_medianest.requests.api.deciding.Outcome_": {
            items: components["schemas"]["Outcome"][];
            next?: string | null;
        };
        /** Page[Entry] */
        "Page_medianest.requests.api.library_pages.Entry_": {
            items: components["schemas"]["Entry"][];
            next?: string | null;
        };
        /** Page[SectionPage] */
        "Page_medianest.requests.api.library_pages.SectionPage_": {
            items: components["schemas"]["SectionPage"][];
            next?: string | null;
        };
        /** Page[Happened] */
        "Page_medianest.requests.api.story.Happened_": {
            items: components["schemas"]["Happened"][];
            next?: string | null;
        };
        /** Page[IssuePage] */
        "Page_medianest.requests.queries.issues.IssuePage_": {
            items: components["schemas"]["IssuePage"][];
            next?: string | null;
        };
        /** Page[WishPage] */
        "Page_medianest.requests.queries.wishes.WishPage_": {
            items: components["schemas"]["WishPage"][];
            next?: string | null;
        };
        /** Page[AnnouncementLine] */
        "Page_medianest.status.queries.incidents.AnnouncementLine_": {
            items: components["schemas"]["AnnouncementLine"][];
            next?: string | null;
        };
        /** Page[IncidentLine] */
        "Page_medianest.status.queries.incidents.IncidentLine_": {
            items: components["schemas"]["IncidentLine"][];
            next?: string | null;
        };
        /** Page[MaintenanceLine] */
        "Page_medianest.status.queries.incidents.MaintenanceLine_": {
            items: components["schemas"]["MaintenanceLine"][];
            next?: string | null;
        };
        /** Passed */
        Passed: {
            name: string;
            reason: ("pending" | "not_shared" | "cannot_sign_in" | "not_from_plex") | "erased";
        };
        /** PasskeyOptions */
        PasskeyOptions: {
            options: {
                [key: string]: unknown;
            };
        };
        /** PasswordBody */
        PasswordBody: {
            current_password: string;
            password: string;
        };
        /** PlacedFile */
        PlacedFile: {
            path: string;
            size_bytes: number;
            duration_s?: number | null;
            sha256?: string | null;
        };
        /** PlanBody */
        PlanBody: {
            name: string;
            probe: components["schemas"]["HttpProbe"] | components["schemas"]["TcpProbe"] | components["schemas"]["DnsProbe"] | components["schemas"]["PlexProbe"] | components["schemas"]["OverseerrProbe"] | components["schemas"]["DiskProbe"];
            /** @default 60 */
            every_s?: number;
            limit_ms?: number | null;
        };
        /** Player */
        Player: {
            name: string;
            role: string;
            photo_path?: string | null;
            image?: string | null;
        };
        /** PlexBody */
        PlexBody: {
            machine_identifier: string | null;
            /**
             * @default member
             * @enum {null|string}
             */
            join_as?: "guest" | "member" | null;
        };
        /** PlexPage */
        PlexPage: {
            enabled: boolean;
            machine_identifier: string | null;
            /** @enum {null|string} */
            join_as: "guest" | "member" | null;
            has_owner_token: boolean;
            /** @enum {null|string} */
            watch: "fine" | "token_dead" | "server_gone" | "doubtful" | null;
            owner: components["schemas"]["OwnerLine"] | null;
        };
        /** PlexProbe */
        PlexProbe: {
            url: string;
            /** @default false */
            internal?: boolean;
            /** @constant */
            type: "plex";
        };
        /** PlexServerPage */
        PlexServerPage: {
            machine_identifier: string;
        };
        /** PlexTrial */
        PlexTrial: {
            steps: components["schemas"]["TriedStep"][];
        };
        /** PreferencesShown */
        PreferencesShown: {
            categories: components["schemas"]["CategoryShown"][];
            quiet: components["schemas"]["QuietHours"] | null;
            digest: components["schemas"]["Digest"];
            zone: string;
            locale: string;
            muted: string[];
        };
        /** Preset */
        Preset: {
            name: string;
            title: string;
            description: string;
            /**
             * @default video
             * @enum {string}
             */
            keeps?: "video" | "audio";
            max_height?: number | null;
        };
        /** PresetPage */
        PresetPage: {
            items: components["schemas"]["Preset"][];
            default: string;
            extras: components["schemas"]["Extras"];
            /**
             * @default [
             *       "sponsor",
             *       "intro",
             *       "outro",
             *       "selfpromo",
             *       "preview",
             *       "filler",
             *       "interaction",
             *       "music_offtopic",
             *       "hook"
             *     ]
             */
            sponsor_categories?: ("sponsor" | "intro" | "outro" | "selfpromo" | "preview" | "filler" | "interaction" | "music_offtopic" | "hook")[];
            next?: null;
        };
        /** Preview */
        Preview: {
            title: string;
            text: string;
            html: string;
        };
        /** PreviewBody */
        PreviewBody: {
            url: string;
        };
        /** PreviewItem */
        PreviewItem: {
            index: number;
            title: string;
            url?: string | null;
            duration_s?: number | null;
        };
        /** PreviewPage */
        PreviewPage: {
            kind: string;
            title: string;
            site: string | null;
            channel: string | null;
            duration_s: number | null;
            thumbnail_url: string | null;
            estimated_bytes: number | null;
            items: components["schemas"]["PreviewItem"][];
            already: string | null;
        };
        /** PriorityBody */
        PriorityBody: {
            /** @enum {string} */
            priority: "low" | "normal" | "high";
        };
        /**
         * Problem
         * @description What a client gets instead of an answer.
         */
        Problem: {
            type: string;
            title: string;
            status: number;
            /** @default null */
            detail?: string | null;
            /** @default null */
            instance?: string | null;
            /** @default [] */
            errors?: components["schemas"]["FieldError"][];
            /** @default null */
            incident?: string | null;
        };
        /** Progress */
        Progress: {
            /** @enum {string} */
            phase: "looking_up" | "fetching" | "joining" | "tagging" | "placing";
            percent: number;
            bytes_done: number;
            bytes_total: number | null;
            speed_bps: number | null;
            eta_s: number | null;
        };
        /** Proof */
        Proof: {
            /** @enum {string} */
            service: "gateway" | "identity" | "requests" | "downloads" | "status" | "notify";
            facts: number;
            last: number;
            head: number;
            sealed_up_to: number;
            broken_at: number | null;
            streams_with_gaps: string[];
        };
        /** ProofBody */
        ProofBody: {
            password: string;
        };
        /** Proofs */
        Proofs: {
            intact: boolean;
            items: components["schemas"]["Proof"][];
            faults: string[];
            missing: ("gateway" | "identity" | "requests" | "downloads" | "status" | "notify")[];
        };
        /** Provider */
        Provider: {
            id: string;
            kind: string;
            name: string;
        };
        /** Providers */
        Providers: {
            items: components["schemas"]["Provider"][];
            next?: string | null;
            /** @default false */
            can_reset_password?: boolean;
        };
        /** PublicMonitor */
        PublicMonitor: {
            name: string;
            state: string;
            uptime: {
                [key: string]: number | null;
            };
            days: components["schemas"]["PublicSlice"][];
        };
        /** PublicPageBody */
        PublicPageBody: {
            is_open: boolean;
            /** @default Status */
            title?: string;
            /** @default [] */
            monitor_ids?: (string | unknown)[];
        };
        /** PublicSlice */
        PublicSlice: {
            day: string;
            beats: number;
            failed: number;
        };
        /** PublicStatus */
        PublicStatus: {
            title: string;
            overall: string;
            monitors: components["schemas"]["PublicMonitor"][];
        };
        /** PushKey */
        PushKey: {
            key: string;
        };
        /** PushKeys */
        PushKeys: {
            p256dh: string;
            auth: string;
        };
        /** Pushover */
        Pushover: {
            user_key: string;
            token: string;
            /** @constant */
            service: "pushover";
        };
        /** QualityBody */
        QualityBody: {
            preset: string;
            /** @enum {string} */
            layout: "videos" | "series" | "films";
            extras: components["schemas"]["ExtrasBody"];
        };
        /** QualityPage */
        QualityPage: {
            preset: string;
            /** @enum {string} */
            layout: "videos" | "series" | "films";
            extras: components["schemas"]["Extras"];
            is_chosen: boolean;
            fixed: components["schemas"]["Fixed"];
        };
        /** QuietHours */
        QuietHours: {
            start: string;
            end: string;
        };
        /** Quota */
        Quota: {
            at_most?: number | null;
            /** @default 7 */
            days?: number;
        };
        /** QuotaBody */
        QuotaBody: {
            at_most: number | null;
            days: number;
        };
        /** QuotaPage */
        QuotaPage: {
            used: number;
            limit: number | null;
            days: number;
        };
        /** ReaderShown */
        ReaderShown: {
            name: string;
            source: string;
            position: number;
            status: string;
            error: string | null;
        };
        /** RecoveryCodes */
        RecoveryCodes: {
            recovery_codes: string[];
        };
        /** RedriveBody */
        RedriveBody: {
            /** @enum {null|string} */
            error_class?: "permanent" | "transient" | "source_blocked" | "local" | "not_yet" | "cancelled" | null;
        };
        /** RedrivenPage */
        RedrivenPage: {
            downloads: number;
            more: boolean;
        };
        /** RemovedPage */
        RemovedPage: {
            /** Format: uuid */
            id: string;
            version: number;
        };
        /** ReportBody */
        ReportBody: {
            /** @enum {string} */
            media_type: "movie" | "tv";
            tmdb_id: number;
            /** @enum {string} */
            kind: "video" | "audio" | "subtitle" | "other";
            text: string;
            season?: number | null;
            episode?: number | null;
        };
        /** PlexBody */
        "requests.PlexBody": {
            url: string;
            /** @default false */
            internal?: boolean;
            key?: string;
            webhook_secret?: string | null;
            folder?: string | null;
            unlinked_see?: "nothing" | "everything";
        };
        /** PlexPage */
        "requests.PlexPage": {
            url: string;
            internal: boolean;
            has_secret: boolean;
            last_four: string | null;
            has_webhook_secret: boolean;
            folder: string | null;
            /** @enum {string} */
            unlinked_see: "nothing" | "everything";
        };
        /** TriedStep */
        "requests.TriedStep": {
            /** @enum {string} */
            name: "dns" | "tcp" | "tls" | "auth" | "version" | "permission";
            ok: boolean;
            detail: string;
            hint?: string | null;
        };
        /** ResetBody */
        ResetBody: {
            token: string;
            password: string;
        };
        /** Season */
        Season: {
            number: number;
            name: string;
            episodes: number;
            /** @enum {null|string} */
            seen: "underway" | "partly here" | "here" | null;
        };
        /** CodeBody */
        second_factor_CodeBody: {
            code: string;
        };
        /** SecondFactorBody */
        SecondFactorBody: {
            code?: string | null;
            passkey?: {
                [key: string]: unknown;
            } | null;
        };
        /** SectionPage */
        SectionPage: {
            key: string;
            title: string;
            kind: string;
            videos: boolean;
        };
        /** ServerLine */
        ServerLine: {
            machine_identifier: string;
            name: string;
            chosen: boolean;
        };
        /** ServerLines */
        ServerLines: {
            items: components["schemas"]["ServerLine"][];
            next?: string | null;
        };
        /** ServiceNow */
        ServiceNow: {
            /** @enum {string} */
            service: "gateway" | "identity" | "requests" | "downloads" | "status" | "notify";
            /** @enum {null|string} */
            breaker: "closed" | "half_open" | "open" | null;
            head: number;
            detail: string | null;
            readers: components["schemas"]["ReaderShown"][];
            jobs: components["schemas"]["JobsCounted"][];
        };
        /** SessionPage */
        SessionPage: {
            /** Format: uuid */
            id: string;
            current: boolean;
            /** Format: date-time */
            created_at: string;
            /** Format: date-time */
            expires_at: string;
            last_seen_at: string | null;
            address: string | null;
            device: string | null;
            user_agent: string | null;
        };
        /** Sessions */
        Sessions: {
            items: components["schemas"]["SessionPage"][];
            next?: string | null;
        };
        /** SetupBody */
        SetupBody: {
            setup_token: string;
            username: string;
            password: string;
            display_name?: string | null;
            email?: string | null;
        };
        /** SetupState */
        SetupState: {
            open: boolean;
        };
        /** SharedPage */
        SharedPage: {
            url: string;
        };
        /** Shown */
        Shown: {
            /** Format: uuid */
            id: string;
            /** Format: uuid */
            member_id: string;
            /** Format: uuid */
            channel_id: string;
            kind: string;
            category: string;
            status: string;
            notifications: number;
            tries: number;
            /** Format: date-time */
            due_at: string;
            why: string | null;
            provider_id: string | null;
            /** Format: date-time */
            planned_at: string;
            /** Format: date-time */
            changed_at: string;
        };
        /** SignedInBody */
        SignedInBody: {
            member: components["schemas"]["MemberPage"];
        };
        /** SignInBody */
        SignInBody: {
            username: string;
            password: string;
        };
        /** Slack */
        Slack: {
            token_a: string;
            token_b: string;
            token_c: string;
            /** @constant */
            service: "slack";
        };
        /** Slice */
        Slice: {
            /** Format: date-time */
            at: string;
            beats: number;
            failed: number;
            flawed: number;
            response_ms: number | null;
        };
        /** SmtpBody */
        SmtpBody: {
            host: string;
            port: number;
            /** @enum {string} */
            security: "tls" | "starttls" | "none";
            from_address: string;
            username?: string | null;
            password?: string | null;
        };
        /** SmtpPage */
        SmtpPage: {
            host: string;
            port: number;
            /** @enum {string} */
            security: "tls" | "starttls" | "none";
            from_address: string;
            username: string | null;
            has_secret: boolean;
            last_four: string | null;
        };
        /** StartBody */
        StartBody: {
            return_to?: string | null;
        };
        /** StartedBody */
        StartedBody: {
            auth_url: string;
            expires_at: string;
        };
        /** TrialPage */
        "status.TrialPage": {
            steps: components["schemas"]["status.TriedStep"][];
        };
        /** TriedStep */
        "status.TriedStep": {
            name: string;
            ok: boolean;
            why?: string | null;
        };
        /** StatusPage */
        StatusPage: {
            overall: string;
            monitors: components["schemas"]["MonitorLine"][];
            incidents: components["schemas"]["IncidentLine"][];
            maintenance: components["schemas"]["MaintenanceLine"][];
            announcements: components["schemas"]["AnnouncementLine"][];
        };
        /** SteerBody */
        SteerBody: {
            /** @enum {string} */
            action: "pause" | "resume" | "cancel" | "retry";
        };
        /** StreamPage */
        StreamPage: {
            items: components["schemas"]["Turn"][];
            next?: string | null;
        };
        /** StruckLine */
        StruckLine: {
            /** Format: uuid */
            id: string;
            name: string;
            /** Format: date-time */
            since: string;
            back_at: string | null;
        };
        /** SubmitBody */
        SubmitBody: {
            url: string;
            preset?: string | null;
            /**
             * @default normal
             * @enum {string}
             */
            priority?: "low" | "normal" | "high";
            extras?: components["schemas"]["ExtrasBody"] | null;
        };
        /** SystemNow */
        SystemNow: {
            items: components["schemas"]["ServiceNow"][];
            missing: ("gateway" | "identity" | "requests" | "downloads" | "status" | "notify")[];
            given_up: components["schemas"]["GivenUp"][];
        };
        /** TcpProbe */
        TcpProbe: {
            host: string;
            port: number;
            /** @default false */
            internal?: boolean;
            /** @constant */
            type: "tcp";
        };
        /** Telegram */
        Telegram: {
            bot_token: string;
            chat_id: string;
            /** @constant */
            service: "telegram";
        };
        /** TemplateList */
        TemplateList: {
            items: string[];
            locales: string[];
        };
        /** TimeLine */
        TimeLine: {
            /** @enum {string} */
            kind: "struck" | "recovered" | "acknowledged" | "noted" | "closed";
            /** Format: date-time */
            at: string;
            by: string | null;
            words: string | null;
        };
        /** TitlePage */
        TitlePage: {
            title: components["schemas"]["Details"];
            requests: components["schemas"]["WishPage"][];
            of_others: components["schemas"]["OthersWish"][];
            may_4k: boolean;
            /** @default [] */
            similar?: components["schemas"]["Card"][];
            /** @default [] */
            recommended?: components["schemas"]["Card"][];
        };
        /** Trial */
        Trial: {
            ok: boolean;
            response_ms: number | null;
            detail: string | null;
        };
        /** TrialBody */
        TrialBody: {
            probe: components["schemas"]["HttpProbe"] | components["schemas"]["TcpProbe"] | components["schemas"]["DnsProbe"] | components["schemas"]["PlexProbe"] | components["schemas"]["OverseerrProbe"] | components["schemas"]["DiskProbe"];
        };
        /** TrialPage */
        TrialPage: {
            steps: components["schemas"]["requests.TriedStep"][];
        };
        /** Tried */
        Tried: {
            ok: boolean;
            why?: string | null;
        };
        /** TriedStep */
        TriedStep: {
            name: string;
            ok: boolean;
            flaw?: string | null;
        };
        /** Turn */
        Turn: {
            fact: components["schemas"]["FactShown"];
            before: {
                [key: string]: unknown;
            };
            after: {
                [key: string]: unknown;
            };
        };
        /** UptimeKumaBody */
        UptimeKumaBody: {
            url: string;
            username: string;
            password: string;
            /** @default  */
            code?: string;
            /** @default false */
            internal?: boolean;
            /** @default  */
            page?: string;
        };
        /** UptimeKumaPage */
        UptimeKumaPage: {
            url: string;
            username: string;
            internal: boolean;
            page: string;
            needs_sign_in: boolean;
            /** @default true */
            has_secret?: boolean;
        };
        /** Wanted */
        Wanted: {
            methods: ("totp" | "passkey" | "recovery_code")[];
            passkey: {
                [key: string]: unknown;
            } | null;
            /** Format: date-time */
            expires_at: string;
        };
        /** WatchPage */
        WatchPage: {
            /** Format: uuid */
            id: string;
            plan: components["schemas"]["PlanBody"] | null;
            means: string;
            /** @enum {null|string} */
            serves: "plex" | "overseerr" | "internet" | null;
            depends_on: string[];
        };
        /** WayIn */
        WayIn: {
            id: string;
            kind: string;
            name: string;
            linked: boolean;
        };
        /** WaysIn */
        WaysIn: {
            items: components["schemas"]["WayIn"][];
            /** @enum {string} */
            asks_for: "password" | "sign_in" | "nothing";
            next?: string | null;
        };
        /** WishPage */
        WishPage: {
            /** Format: uuid */
            id: string;
            version: number;
            /** Format: uuid */
            requested_by: string;
            /** Format: uuid */
            asked_by: string;
            media_type: string;
            tmdb_id: number;
            title: string | null;
            year: number | null;
            poster_path: string | null;
            seasons: number[];
            is_4k: boolean;
            note: string | null;
            status: string;
            stuck_reason: string | null;
            progress: components["schemas"]["WishProgress"] | null;
            decided_by: string | null;
            decided_at: string | null;
            reason: string | null;
            followers: number;
            /** Format: date-time */
            created_at: string;
            /** Format: date-time */
            updated_at: string;
            image?: string | null;
            decided_by_name?: string | null;
        };
        /** WishProgress */
        WishProgress: {
            percent: number;
            eta_s: number | null;
        };
    };
    responses: {
        /** @description Bad request syntax or unsupported method */
        BadRequest: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description Request forbidden -- authorization will not help */
        Forbidden: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description Nothing matches the given URI */
        NotFound: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description Precondition in headers is false */
        PreconditionFailed: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description Why it was not done (RFC 9457). */
        Problem: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description The server cannot process the request due to a high load */
        ServiceUnavailable: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description The user has sent too many requests in a given amount of time ("rate limiting") */
        TooManyRequests: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description No permission -- see authorization schemes */
        Unauthorized: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
    };
    parameters: never;
    requestBodies: never;
    headers: never;
    pathItems: never;
}
export type $defs = Record<string, never>;
export interface operations {
    "gateway.ApiV1AdminDeadLettersSeeDeadLetters": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Request fulfilled, document follows */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DeadPage"];
                };
            };
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            429: components["responses"]["TooManyRequests"];
            503: components["responses"]["ServiceUnavailable"];
            default: components["responses"]["Problem"];
        };
    };
    "gateway.ApiV1AdminDeadLettersServiceJobIdRedriveRedrive": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                service: "gateway" | "identity" | "requests" | "downloads" | "status" | "notify";
                job_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Request fulfilled, nothing follows */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            429: components["responses"]["TooManyRequests"];
            503: components["responses"]["ServiceUnavailable"];
            default: components["responses"]["Problem"];
        };
    };
    "gateway.ApiV1AdminEventsSeeEvents": {
        parameters: {
            query?: {
                service?: "gateway" | "identity" | "requests" | "downloads" | "status" | "notify" | null;
                stream?: string | null;
                type?: string | null;
                actor?: string | null;
                after?: string | null;
                cursor?: string | null;
                limit?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Request fulfilled, document follows */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Events"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            429: components["responses"]["TooManyRequests"];
            503: components["responses"]["ServiceUnavailable"];
            default: components["responses"]["Problem"];
        };
    };
    "gateway.ApiV1AdminEventsEventIdCausesSeeCauses": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                event_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Request fulfilled, document follows */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Causes"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            429: components["responses"]["TooManyRequests"];
            503: components["responses"]["ServiceUnavailable"];
            default: components["responses"]["Problem"];
        };
    };
    "gateway.ApiV1AdminProofsProve": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Request fulfilled, document follows */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Proofs"];
                };
            };
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            429: components["responses"]["TooManyRequests"];
            503: components["responses"]["ServiceUnavailable"];
            default: components["responses"]["Problem"];
        };
    };
    "gateway.ApiV1AdminStreamsServiceSeeStream": {
        parameters: {
            query?: {
                cursor?: string | null;
                limit?: number;
            };
            header?: never;
            path: {
                service: "gateway" | "identity" | "requests" | "downloads" | "status" | "notify";
                stream: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Request fulfilled, document follows */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["StreamPage"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            429: components["responses"]["TooManyRequests"];
            503: components["responses"]["ServiceUnavailable"];
            default: components["responses"]["Problem"];
        };
    };
    "gateway.ApiV1AdminSystemSeeSystem": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Request fulfilled, document follows */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SystemNow"];
                };
            };
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            429: components["responses"]["TooManyRequests"];
            503: components["responses"]["ServiceUnavailable"];
            default: components["responses"]["Problem"];
        };
    };
    "identity.ApiV1AuthLocalSignIn": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["SignInBody"];
            };
        };
        responses: {
            /** @description Request fulfilled, document follows */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SignedInBody"];
                };
            };
            400: components["responses"]["BadRequest"];
            429: components["responses"]["TooManyRequests"];
            503: components["responses"]["ServiceUnavailable"];
            default: components["responses"]["Problem"];
        };
    };
    "identity.ApiV1AuthLogoutSignOut": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Request fulfilled, nothing follows */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": null;
                };
            };
            401: components["responses"]["Unauthorized"];
            429: components["responses"]["TooManyRequests"];
            503: components["responses"]["ServiceUnavailable"];
            default: components["responses"]["Problem"];
        };
    };
    "identity.ApiV1AuthPasswordForgotForgot": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ForgotBody"];
            };
        };
        responses: {
            /** @description Request accepted, processing continues off-line */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["BadRequest"];
            429: components["responses"]["TooManyRequests"];
            503: components["responses"]["ServiceUnavailable"];
            default: components["responses"]["Problem"];
        };
    };
    "identity.ApiV1AuthPasswordResetReset": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ResetBody"];
            };
        };
        responses: {
            /** @description Request fulfilled, nothing follows */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": null;
                };
            };
            400: components["responses"]["BadRequest"];
            429: components["responses"]["TooManyRequests"];
            503: components["responses"]["ServiceUnavailable"];
            default: components["responses"]["Problem"];
        };
    };
    "identity.ApiV1AuthPlexStartStartPlex": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["StartBody"];
            };
        };
        responses: {
            /** @description Document created, URL follows */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["StartedBody"];
                };
            };
            400: components["responses"]["BadRequest"];
            429: components["responses"]["TooManyRequests"];
            503: components["responses"]["ServiceUnavailable"];
            default: components["responses"]["Problem"];
        };
    };
    "identity.ApiV1AuthProvidersSeeProviders": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Request fulfilled, document follows */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Providers"];
                };
            };
            429: components["responses"]["TooManyRequests"];
            503: components["responses"]["ServiceUnavailable"];
            default: components["responses"]["Problem"];
        };
    };
    "identity.ApiV1AuthSecondFactorSeeWhatIsWanted": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Request fulfilled, document follows */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Wanted"];
                };
            };
            429: components["responses"]["TooManyRequests"];
            503: components["responses"]["ServiceUnavailable"];
            default: components["responses"]["Problem"];
        };
    };
    "identity.ApiV1AuthSecondFactorProve": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["SecondFactorBody"];
            };
        };
        responses: {
            /** @description Request fulfilled, document follows */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SignedInBody"];
                };
            };
            400: components["responses"]["BadRequest"];
            429: components["responses"]["TooManyRequests"];
            503: components["responses"]["ServiceUnavailable"];
            default: components["responses"]["Problem"];
        };
    };
    "requests.ApiV1DiscoverRowSeeRow": {
        parameters: {
            query?: {
                page?: number;
                genre?: number | null;
                year_from?: number | null;
                year_to?: number | null;
                least_rating?: number | null;
                sort?: "popular" | "newest" | "best-rated";
            };
            header?: never;
            path: {
                row: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Request fulfilled, document follows */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Cards"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            429: components["responses"]["TooManyRequests"];
            503: components["responses"]["ServiceUnavailable"];
            default: components["responses"]["Problem"];
        };
    };
    "requests.ApiV1DiscoverGenresMediaTypeSeeGenres": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                media_type: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Request fulfilled, document follows */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["GenreList"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            429: components["responses"]["TooManyRequests"];
            503: components["responses"]["ServiceUnavailable"];
            default: components["responses"]["Problem"];
        };
    };
    "downloads.ApiV1DownloadsSeeDownloads": {
        parameters: {
            query?: {
                status?: string | null;
                mine?: boolean;
                cursor?: string | null;
                limit?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Request fulfilled, document follows */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Page_medianest.downloads.queries.pages.DownloadPage_"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            429: components["responses"]["TooManyRequests"];
            503: components["responses"]["ServiceUnavailable"];
            default: components["responses"]["Problem"];
        };
    };
    "downloads.ApiV1DownloadsSubmitDownload": {
        parameters: {
            query?: never;
            header?: {
                /** @description Asked twice under one key, it is done once. */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["SubmitBody"];
            };
        };
        responses: {
            /** @description Document created, URL follows */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DownloadPage"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            429: components["responses"]["TooManyRequests"];
            503: components["responses"]["ServiceUnavailable"];
            default: components["responses"]["Problem"];
        };
    };
    "downloads.ApiV1DownloadsDownloadIdSeeDownload": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                download_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Request fulfilled, document follows */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DownloadPage"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            429: components["responses"]["TooManyRequests"];
            503: components["responses"]["ServiceUnavailable"];
            default: components["responses"]["Problem"];
        };
    };
    "downloads.ApiV1DownloadsDownloadIdRemoveDownload": {
        parameters: {
            query?: {
                files?: boolean;
            };
            header?: {
                /** @description Done only if this is still the version, such as `"v7"`. */
                "If-Match"?: string;
            };
            path: {
                download_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Request fulfilled, document follows */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RemovedPage"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            412: components["responses"]["PreconditionFailed"];
            429: components["responses"]["TooManyRequests"];
            503: components["responses"]["ServiceUnavailable"];
            default: components["responses"]["Problem"];
        };
    };
    "downloads.ApiV1DownloadsDownloadIdApproveApproveDownload": {
        parameters: {
            query?: never;
            header?: {
                /** @description Done only if this is still the version, such as `"v7"`. */
                "If-Match"?: string;
            };
            path: {
                download_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Request fulfilled, document follows */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DownloadPage"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            412: components["responses"]["PreconditionFailed"];
            429: components["responses"]["TooManyRequests"];
            503: components["responses"]["ServiceUnavailable"];
            default: components["responses"]["Problem"];
        };
    };
    "downloads.ApiV1DownloadsDownloadIdCancelCancelDownload": {
        parameters: {
            query?: never;
            header?: {
                /** @description Done only if this is still the version, such as `"v7"`. */
                "If-Match"?: string;
            };
            path: {
                download_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Request fulfilled, document follows */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DownloadPage"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            412: components["responses"]["PreconditionFailed"];
            429: components["responses"]["TooManyRequests"];
            503: components["responses"]["ServiceUnavailable"];
            default: components["responses"]["Problem"];
        };
    };
    "downloads.ApiV1DownloadsDownloadIdDeclineDeclineDownload": {
        parameters: {
            query?: never;
            header?: {
                /** @description Done only if this is still the version, such as `"v7"`. */
                "If-Match"?: string;
            };
            path: {
                download_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Request fulfilled, document follows */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DownloadPage"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            412: components["responses"]["PreconditionFailed"];
            429: components["responses"]["TooManyRequests"];
            503: components["responses"]["ServiceUnavailable"];
            default: components["responses"]["Problem"];
        };
    };
    "downloads.ApiV1DownloadsDownloadIdFilesIndexFetchFile": {
        parameters: {
            query: {
                member: string;
                until: number;
                signature: string;
            };
            header?: never;
            path: {
                download_id: string;
                index: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Stream Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": string;
                };
            };
            400: components["responses"]["BadRequest"];
            404: components["responses"]["NotFound"];
            429: components["responses"]["TooManyRequests"];
            503: components["responses"]["ServiceUnavailable"];
            default: components["responses"]["Problem"];
        };
    };
    "downloads.ApiV1DownloadsDownloadIdFilesIndexLinkLinkFile": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                download_id: string;
                index: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Request fulfilled, document follows */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["LinkPage"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            429: components["responses"]["TooManyRequests"];
            503: components["responses"]["ServiceUnavailable"];
            default: components["responses"]["Problem"];
        };
    };
    "downloads.ApiV1DownloadsDownloadIdMoveMoveDownload": {
        parameters: {
            query?: never;
            header?: {
                /** @description Done only if this is still the version, such as `"v7"`. */
                "If-Match"?: string;
            };
            path: {
                download_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["MoveBody"];
            };
        };
        responses: {
            /** @description Request fulfilled, document follows */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DownloadPage"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            412: components["responses"]["PreconditionFailed"];
            429: components["responses"]["TooManyRequests"];
            503: components["responses"]["ServiceUnavailable"];
            default: components["responses"]["Problem"];
        };
    };
    "downloads.ApiV1DownloadsDownloadIdPausePauseDownload": {
        parameters: {
            query?: never;
            header?: {
                /** @description Done only if this is still the version, such as `"v7"`. */
                "If-Match"?: string;
            };
            path: {
                download_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Request fulfilled, document follows */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DownloadPage"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            412: components["responses"]["PreconditionFailed"];
            429: components["responses"]["TooManyRequests"];
            503: components["responses"]["ServiceUnavailable"];
            default: components["responses"]["Problem"];
        };
    };
    "downloads.ApiV1DownloadsDownloadIdPriorityPrioritizeDownload": {
        parameters: {
            query?: never;
            header?: {
                /** @description Done only if this is still the version, such as `"v7"`. */
                "If-Match"?: string;
            };
            path: {
                download_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["PriorityBody"];
            };
        };
        responses: {
            /** @description Request fulfilled, document follows */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DownloadPage"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            412: components["responses"]["PreconditionFailed"];
            429: components["responses"]["TooManyRequests"];
            503: components["responses"]["ServiceUnavailable"];
            default: components["responses"]["Problem"];
        };
    };
    "downloads.ApiV1DownloadsDownloadIdResumeResumeDownload": {
        parameters: {
            query?: never;
            header?: {
                /** @description Done only if this is still the version, such as `"v7"`. */
                "If-Match"?: string;
            };
            path: {
                download_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Request fulfilled, document follows */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DownloadPage"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            412: components["responses"]["PreconditionFailed"];
            429: components["responses"]["TooManyRequests"];
            503: components["responses"]["ServiceUnavailable"];
            default: components["responses"]["Problem"];
        };
    };
    "downloads.ApiV1DownloadsDownloadIdRetryRetryDownload": {
        parameters: {
            query?: never;
            header?: {
                /** @description Done only if this is still the version, such as `"v7"`. */
                "If-Match"?: string;
            };
            path: {
                download_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Request fulfilled, document follows */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DownloadPage"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            412: components["responses"]["PreconditionFailed"];
            429: components["responses"]["TooManyRequests"];
            503: components["responses"]["ServiceUnavailable"];
            default: components["responses"]["Problem"];
        };
    };
    "downloads.ApiV1DownloadsAllowanceSeeAllowance": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Request fulfilled, document follows */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["downloads.AllowancePage"];
                };
            };
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            429: components["responses"]["TooManyRequests"];
            503: components["responses"]["ServiceUnavailable"];
            default: components["responses"]["Problem"];
        };
    };
    "downloads.ApiV1DownloadsBulkDecideMany": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["downloads.BulkBody"];
            };
        };
        responses: {
            /** @description Request fulfilled, document follows */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Page_medianest.downloads.api.judging.Outcome_"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            429: components["responses"]["TooManyRequests"];
            503: components["responses"]["ServiceUnavailable"];
            default: components["responses"]["Problem"];
        };
    };
    "downloads.ApiV1DownloadsCollectionsSeeCollections": {
        parameters: {
            query?: {
                cursor?: string | null;
                limit?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Request fulfilled, document follows */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Page_medianest.downloads.queries.collections.CollectionPage_"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            429: components["responses"]["TooManyRequests"];
            503: components["responses"]["ServiceUnavailable"];
            default: components["responses"]["Problem"];
        };
    };
    "downloads.ApiV1DownloadsCollectionsGatherDownloads": {
        parameters: {
            query?: never;
            header?: {
                /** @description Asked twice under one key, it is done once. */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["GatherBody"];
            };
        };
        responses: {
            /** @description Document created, URL follows */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CollectionPage"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            429: components["responses"]["TooManyRequests"];
            503: components["responses"]["ServiceUnavailable"];
            default: components["responses"]["Problem"];
        };
    };
    "downloads.ApiV1DownloadsCollectionsCollectionIdSeeCollection": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                collection_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Request fulfilled, document follows */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CollectionPage"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            429: components["responses"]["TooManyRequests"];
            503: components["responses"]["ServiceUnavailable"];
            default: components["responses"]["Problem"];
        };
    };
    "downloads.ApiV1DownloadsCollectionsCollectionIdItemsSeeItems": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                collection_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Request fulfilled, document follows */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Page_medianest.downloads.queries.pages.DownloadPage_"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            429: components["responses"]["TooManyRequests"];
            503: components["responses"]["ServiceUnavailable"];
            default: components["responses"]["Problem"];
        };
    };
    "downloads.ApiV1DownloadsCollectionsCollectionIdSteerSteerCollection": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                collection_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["SteerBody"];
            };
        };
        responses: {
            /** @description Request fulfilled, document follows */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CollectionPage"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            429: components["responses"]["TooManyRequests"];
            503: components["responses"]["ServiceUnavailable"];
            default: components["responses"]["Problem"];
        };
    };
    "downloads.ApiV1DownloadsCookiesSeeCookies": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Request fulfilled, document follows */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CookiesPage"];
                };
            };
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            429: components["responses"]["TooManyRequests"];
            503: components["responses"]["ServiceUnavailable"];
            default: components["responses"]["Problem"];
        };
    };
    "downloads.ApiV1DownloadsCookiesKeepCookies": {
        parameters: {
            query?: never;
            header?: {
                /** @description Done only if this is still the version, such as `"v7"`. */
                "If-Match"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["CookiesBody"];
            };
        };
        responses: {
            /** @description Request fulfilled, document follows */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CookiesPage"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            412: components["responses"]["PreconditionFailed"];
            429: components["responses"]["TooManyRequests"];
            503: components["responses"]["ServiceUnavailable"];
            default: components["responses"]["Problem"];
        };
    };
    "downloads.ApiV1DownloadsCookiesForgetCookies": {
        parameters: {
            query?: never;
            header?: {
                /** @description Done only if this is still the version, such as `"v7"`. */
                "If-Match"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Request fulfilled, nothing follows */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            412: components["responses"]["PreconditionFailed"];
            429: components["responses"]["TooManyRequests"];
            503: components["responses"]["ServiceUnavailable"];
            default: components["responses"]["Problem"];
        };
    };
    "downloads.ApiV1DownloadsPresetsSeePresets": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Request fulfilled, document follows */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PresetPage"];
                };
            };
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            429: components["responses"]["TooManyRequests"];
            503: components["responses"]["ServiceUnavailable"];
            default: components["responses"]["Problem"];
        };
    };
    "downloads.ApiV1DownloadsPreviewPreviewDownload": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["PreviewBody"];
            };
        };
        responses: {
            /** @description Request fulfilled, document follows */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PreviewPage"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            429: components["responses"]["TooManyRequests"];
            503: components["responses"]["ServiceUnavailable"];
            default: components["responses"]["Problem"];
        };
    };
    "downloads.ApiV1DownloadsRedriveRedriveDownloads": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["RedriveBody"];
            };
        };
        responses: {
            /** @description Request fulfilled, document follows */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RedrivenPage"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            429: components["responses"]["TooManyRequests"];
            503: components["responses"]["ServiceUnavailable"];
            default: components["responses"]["Problem"];
        };
    };
    "downloads.ApiV1DownloadsSharedReadWhatIsShared": {
        parameters: {
            query?: {
                title?: string | null;
                text?: string | null;
                url?: string | null;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Request fulfilled, document follows */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SharedPage"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            429: components["responses"]["TooManyRequests"];
            503: components["responses"]["ServiceUnavailable"];
            default: components["responses"]["Problem"];
        };
    };
    "identity.ApiV1HouseSeeHouse": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Request fulfilled, document follows */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HousePage"];
                };
            };
            429: components["responses"]["TooManyRequests"];
            503: components["responses"]["ServiceUnavailable"];
            default: components["responses"]["Problem"];
        };
    };
    "identity.ApiV1InvitesSeeInvites": {
        parameters: {
            query?: {
                cursor?: string | null;
                limit?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Request fulfilled, document follows */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Page_medianest.identity.queries.InvitePage_"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            429: components["responses"]["TooManyRequests"];
            503: components["responses"]["ServiceUnavailable"];
            default: components["responses"]["Problem"];
        };
    };
    "identity.ApiV1InvitesInvite": {
        parameters: {
            query?: never;
            header?: {
                /** @description Asked twice under one key, it is done once. */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["InviteBody"];
            };
        };
        responses: {
            /** @description Document created, URL follows */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["NewInviteBody"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            429: components["responses"]["TooManyRequests"];
            503: components["responses"]["ServiceUnavailable"];
            default: components["responses"]["Problem"];
        };
    };
    "identity.ApiV1InvitesInviteIdWithdraw": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                invite_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Request fulfilled, nothing follows */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": null;
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            429: components["responses"]["TooManyRequests"];
            503: components["responses"]["ServiceUnavailable"];
            default: components["responses"]["Problem"];
        };
    };
    "identity.ApiV1InvitesAcceptAccept": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["AcceptBody"];
            };
        };
        responses: {
            /** @description Document created, URL follows */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SignedInBody"];
                };
            };
            400: components["responses"]["BadRequest"];
            429: components["responses"]["TooManyRequests"];
            503: components["responses"]["ServiceUnavailable"];
            default: components["responses"]["Problem"];
        };
    };
    "identity.ApiV1InvitesOfferSeeOffer": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["invites_CodeBody"];
            };
        };
        responses: {
            /** @description Request fulfilled, document follows */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Offer"];
                };
            };
            400: components["responses"]["BadRequest"];
            429: components["responses"]["TooManyRequests"];
            503: components["responses"]["ServiceUnavailable"];
            default: components["responses"]["Problem"];
        };
    };
    "requests.ApiV1IssuesSeeIssues": {
        parameters: {
            query?: {
                status?: "open" | "resolved" | null;
                reported_by?: string | null;
                media_type?: "movie" | "tv" | null;
                tmdb_id?: number | null;
                cursor?: string | null;
                limit?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Request fulfilled, document follows */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Page_medianest.requests.queries.issues.IssuePage_"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            429: components["responses"]["TooManyRequests"];
            503: components["responses"]["ServiceUnavailable"];
            default: components["responses"]["Problem"];
        };
    };
    "requests.ApiV1IssuesReportIssue": {
        parameters: {
            query?: never;
            header?: {
                /** @description Asked twice under one key, it is done once. */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ReportBody"];
            };
        };
        responses: {
            /** @description Document created, URL follows */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["IssueWithComments"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            429: components["responses"]["TooManyRequests"];
            503: components["responses"]["ServiceUnavailable"];
            default: components["responses"]["Problem"];
        };
    };
    "requests.ApiV1IssuesIssueIdSeeIssue": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                issue_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Request fulfilled, document follows */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["IssueWithComments"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            429: components["responses"]["TooManyRequests"];
            503: components["responses"]["ServiceUnavailable"];
            default: components["responses"]["Problem"];
        };
    };
    "requests.ApiV1IssuesIssueIdCommentsCommentOnIssue": {
        parameters: {
            query?: never;
            header?: {
                /** @description Asked twice under one key, it is done once. */
                "Idempotency-Key"?: string;
            };
            path: {
                issue_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["CommentBody"];
            };
        };
        responses: {
            /** @description Document created, URL follows */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["IssueWithComments"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            429: components["responses"]["TooManyRequests"];
            503: components["responses"]["ServiceUnavailable"];
            default: components["responses"]["Problem"];
        };
    };
    "requests.ApiV1IssuesIssueIdReopenReopenIssue": {
        parameters: {
            query?: never;
            header?: {
                /** @description Done only if this is still the version, such as `"v7"`. */
                "If-Match"?: string;
            };
            path: {
                issue_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Request fulfilled, document follows */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["IssueWithComments"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            412: components["responses"]["PreconditionFailed"];
            429: components["responses"]["TooManyRequests"];
            503: components["responses"]["ServiceUnavailable"];
            default: components["responses"]["Problem"];
        };
    };
    "requests.ApiV1IssuesIssueIdResolveResolveIssue": {
        parameters: {
            query?: never;
            header?: {
                /** @description Done only if this is still the version, such as `"v7"`. */
                "If-Match"?: string;
            };
            path: {
                issue_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Request fulfilled, document follows */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["IssueWithComments"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            412: components["responses"]["PreconditionFailed"];
            429: components["responses"]["TooManyRequests"];
            503: components["responses"]["ServiceUnavailable"];
            default: components["responses"]["Problem"];
        };
    };
    "requests.ApiV1LibraryCollectionsSeeCollections": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Request fulfilled, document follows */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Page_medianest.requests.api.library_pages.Entry_"];
                };
            };
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            429: components["responses"]["TooManyRequests"];
            503: components["responses"]["ServiceUnavailable"];
            default: components["responses"]["Problem"];
        };
    };
    "requests.ApiV1LibraryItemsRatingKeySeeItem": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                rating_key: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Request fulfilled, document follows */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ItemPage"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            429: components["responses"]["TooManyRequests"];
            503: components["responses"]["ServiceUnavailable"];
            default: components["responses"]["Problem"];
        };
    };
    "requests.ApiV1LibraryItemsRatingKeyChildrenSeeChildren": {
        parameters: {
            query?: {
                cursor?: string | null;
                limit?: number;
            };
            header?: never;
            path: {
                rating_key: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Request fulfilled, document follows */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Page_medianest.requests.api.library_pages.Entry_"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            429: components["responses"]["TooManyRequests"];
            503: components["responses"]["ServiceUnavailable"];
            default: components["responses"]["Problem"];
        };
    };
    "requests.ApiV1LibraryRecentSeeRecent": {
        parameters: {
            query?: {
                origin?: "downloads" | null;
                cursor?: string | null;
                limit?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Request fulfilled, document follows */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Page_medianest.requests.api.library_pages.Entry_"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            429: components["responses"]["TooManyRequests"];
            503: components["responses"]["ServiceUnavailable"];
            default: components["responses"]["Problem"];
        };
    };
    "requests.ApiV1LibrarySearchSearchLibrary": {
        parameters: {
            query: {
                query: string;
                limit?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Request fulfilled, document follows */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Page_medianest.requests.api.library_pages.Entry_"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            429: components["responses"]["TooManyRequests"];
            503: components["responses"]["ServiceUnavailable"];
            default: components["responses"]["Problem"];
        };
    };
    "requests.ApiV1LibrarySectionsSeeSections": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Request fulfilled, document follows */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Page_medianest.requests.api.library_pages.SectionPage_"];
                };
            };
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            429: components["responses"]["TooManyRequests"];
            503: components["responses"]["ServiceUnavailable"];
            default: components["responses"]["Problem"];
        };
    };
    "requests.ApiV1LibrarySectionsKeyItemsSeeSection": {
        parameters: {
            query?: {
                sort?: "title" | "added" | "released" | "year" | "rating";
                genre?: string | null;
                year?: number | null;
                title?: string | null;
                unwatched?: boolean;
                cursor?: string | null;
                limit?: number;
            };
            header?: never;
            path: {
                key: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Request fulfilled, document follows */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Page_medianest.requests.api.library_pages.Entry_"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            429: components["responses"]["TooManyRequests"];
            503: components["responses"]["ServiceUnavailable"];
            default: components["responses"]["Problem"];
        };
    };
    "identity.ApiV1MeSeeMe": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Request fulfilled, document follows */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MemberPage"];
                };
            };
            401: components["responses"]["Unauthorized"];
            429: components["responses"]["TooManyRequests"];
            503: components["responses"]["ServiceUnavailable"];
            default: components["responses"]["Problem"];
        };
    };
    "identity.ApiV1MeChangeMe": {
        parameters: {
            query?: never;
            header?: {
                /** @description Done only if this is still the version, such as `"v7"`. */
                "If-Match"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["MeBody"];
            };
        };
        responses: {
            /** @description Request fulfilled, document follows */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MemberPage"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            412: components["responses"]["PreconditionFailed"];
            429: components["responses"]["TooManyRequests"];
            503: components["responses"]["ServiceUnavailable"];
            default: components["responses"]["Problem"];
        };
    };
    "identity.ApiV1MeApiKeysSeeApiKeys": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Request fulfilled, document follows */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ApiKeyList"];
                };
            };
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            429: components["responses"]["TooManyRequests"];
            503: components["responses"]["ServiceUnavailable"];
            default: components["responses"]["Problem"];
        };
    };
    "identity.ApiV1MeApiKeysIssue": {
        parameters: {
            query?: never;
            header?: {
                /** @description Asked twice under one key, it is done once. */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ApiKeyBody"];
            };
        };
        responses: {
            /** @description Document created, URL follows */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["NewApiKeyBody"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            429: components["responses"]["TooManyRequests"];
            503: components["responses"]["ServiceUnavailable"];
            default: components["responses"]["Problem"];
        };
    };
    "identity.ApiV1MeApiKeysKeyIdRevoke": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                key_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Request fulfilled, nothing follows */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": null;
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            429: components["responses"]["TooManyRequests"];
            503: components["responses"]["ServiceUnavailable"];
            default: components["responses"]["Problem"];
        };
    };
    "gateway.ApiV1MeExportFetchExport": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Request fulfilled, document follows */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Export"];
                };
            };
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            429: components["responses"]["TooManyRequests"];
            503: components["responses"]["ServiceUnavailable"];
            default: components["responses"]["Problem"];
        };
    };
    "gateway.ApiV1MeExportAskForExport": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Request accepted, processing continues off-line */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Fetch"];
                };
            };
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            429: components["responses"]["TooManyRequests"];
            503: components["responses"]["ServiceUnavailable"];
            default: components["responses"]["Problem"];
        };
    };
    "identity.ApiV1MePasswordChangePassword": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["PasswordBody"];
            };
        };
        responses: {
            /** @description Request fulfilled, document follows */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SignedInBody"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            429: components["responses"]["TooManyRequests"];
            503: components["responses"]["ServiceUnavailable"];
            default: components["responses"]["Problem"];
        };
    };
    "identity.ApiV1MeSecondFactorsSeeFactors": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Request fulfilled, document follows */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FactorsPage"];
                };
            };
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            429: components["responses"]["TooManyRequests"];
            503: components["responses"]["ServiceUnavailable"];
            default: components["responses"]["Problem"];
        };
    };
    "identity.ApiV1MeSecondFactorsAddFactor": {
        parameters: {
            query?: never;
            header?: {
                /** @description Asked twice under one key, it is done once. */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewApp"] | components["schemas"]["NewPasskey"];
            };
        };
        responses: {
            /** @description Document created, URL follows */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OfferedApp"] | components["schemas"]["Added"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            429: components["responses"]["TooManyRequests"];
            503: components["responses"]["ServiceUnavailable"];
            default: components["responses"]["Problem"];
        };
    };
    "identity.ApiV1MeSecondFactorsFactorIdRemoveFactor": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                factor_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ProofBody"];
            };
        };
        responses: {
            /** @description Request fulfilled, nothing follows */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": null;
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            429: components["responses"]["TooManyRequests"];
            503: components["responses"]["ServiceUnavailable"];
            default: components["responses"]["Problem"];
        };
    };
    "identity.ApiV1MeSecondFactorsFactorIdConfirmConfirmApp": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                factor_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["second_factor_CodeBody"];
            };
        };
        responses: {
            /** @description Request fulfilled, document follows */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Added"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            429: components["responses"]["TooManyRequests"];
            503: components["responses"]["ServiceUnavailable"];
            default: components["responses"]["Problem"];
        };
    };
    "identity.ApiV1MeSecondFactorsPasskeyOptionsSeePasskeyOptions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Request fulfilled, document follows */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PasskeyOptions"];
                };
            };
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            429: components["responses"]["TooManyRequests"];
            503: components["responses"]["ServiceUnavailable"];
            default: components["responses"]["Problem"];
        };
    };
    "identity.ApiV1MeSecondFactorsRecoveryCodesRenewRecoveryCodes": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ProofBody"];
            };
        };
        responses: {
            /** @description Request fulfilled, document follows */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RecoveryCodes"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            429: components["responses"]["TooManyRequests"];
            503: components["responses"]["ServiceUnavailable"];
            default: components["responses"]["Problem"];
        };
    };
    "identity.ApiV1MeSessionsSeeSessions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Request fulfilled, document follows */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Sessions"];
                };
            };
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            429: components["responses"]["TooManyRequests"];
            503: components["responses"]["ServiceUnavailable"];
            default: components["responses"]["Problem"];
        };
    };
    "identity.ApiV1MeSessionsEndOtherSessions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Request fulfilled, nothing follows */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": null;
                };
            };
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            429: components["responses"]["TooManyRequests"];
            503: components["responses"]["ServiceUnavailable"];
            default: components["responses"]["Problem"];
        };
    };
    "identity.ApiV1MeSessionsSessionIdEndSession": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                session_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Request fulfilled, nothing follows */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": null;
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            429: components["responses"]["TooManyRequests"];
            503: components["responses"]["ServiceUnavailable"];
            default: components["responses"]["Problem"];
        };
    };
    "identity.ApiV1MeWaysInSeeWaysIn": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Request fulfilled, document follows */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["WaysIn"];
                };
            };
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            429: components["responses"]["TooManyRequests"];
            503: components["responses"]["ServiceUnavailable"];
            default: components["responses"]["Problem"];
        };
    };
    "identity.ApiV1MeWaysInWayInLink": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                way_in: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["LinkBody"];
            };
        };
        responses: {
            /** @description Document created, URL follows */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["StartedBody"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            429: components["responses"]["TooManyRequests"];
            503: components["responses"]["ServiceUnavailable"];
            default: components["responses"]["Problem"];
        };
    };
    "identity.ApiV1MembersSeeMembers": {
        parameters: {
            query?: {
                query?: string | null;
                cursor?: string | null;
                limit?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Request fulfilled, document follows */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Page_medianest.identity.queries.MemberPage_"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            429: components["responses"]["TooManyRequests"];
            503: components["responses"]["ServiceUnavailable"];
            default: components["responses"]["Problem"];
        };
    };
    "identity.ApiV1MembersAddMember": {
        parameters: {
            query?: never;
            header?: {
                /** @description Asked twice under one key, it is done once. */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["MemberBody"];
            };
        };
        responses: {
            /** @description Document created, URL follows */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MemberPage"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            429: components["responses"]["TooManyRequests"];
            503: components["responses"]["ServiceUnavailable"];
            default: components["responses"]["Problem"];
        };
    };
    "identity.ApiV1MembersMemberIdSeeMember": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                member_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Request fulfilled, document follows */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MemberPage"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            429: components["responses"]["TooManyRequests"];
            503: components["responses"]["ServiceUnavailable"];
            default: components["responses"]["Problem"];
        };
    };
    "identity.ApiV1MembersMemberIdRemove": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                member_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Request fulfilled, nothing follows */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": null;
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            429: components["responses"]["TooManyRequests"];
            503: components["responses"]["ServiceUnavailable"];
            default: components["responses"]["Problem"];
        };
    };
    "identity.ApiV1MembersMemberIdChangeMember": {
        parameters: {
            query?: never;
            header?: {
                /** @description Done only if this is still the version, such as `"v7"`. */
                "If-Match"?: string;
            };
            path: {
                member_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ChangeBody"];
            };
        };
        responses: {
            /** @description Request fulfilled, document follows */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MemberPage"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            412: components["responses"]["PreconditionFailed"];
            429: components["responses"]["TooManyRequests"];
            503: components["responses"]["ServiceUnavailable"];
            default: components["responses"]["Problem"];
        };
    };
    "identity.ApiV1MembersMemberIdEraseErase": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                member_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Request fulfilled, document follows */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Erased"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            429: components["responses"]["TooManyRequests"];
            503: components["responses"]["ServiceUnavailable"];
            default: components["responses"]["Problem"];
        };
    };
    "identity.ApiV1MembersMemberIdSessionsEndSessions": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                member_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Request fulfilled, nothing follows */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": null;
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            429: components["responses"]["TooManyRequests"];
            503: components["responses"]["ServiceUnavailable"];
            default: components["responses"]["Problem"];
        };
    };
    "identity.ApiV1MembersImportImportMembers": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ImportBody"];
            };
        };
        responses: {
            /** @description Request fulfilled, document follows */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Imported"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            429: components["responses"]["TooManyRequests"];
            503: components["responses"]["ServiceUnavailable"];
            default: components["responses"]["Problem"];
        };
    };
    "notify.ApiV1NotificationsSeeInbox": {
        parameters: {
            query?: {
                cursor?: string | null;
                limit?: number;
                unread?: boolean;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Request fulfilled, document follows */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["InboxPage"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            429: components["responses"]["TooManyRequests"];
            503: components["responses"]["ServiceUnavailable"];
            default: components["responses"]["Problem"];
        };
    };
    "notify.ApiV1NotificationsNotificationIdReadMarkRead": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                notification_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Request fulfilled, document follows */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Line"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            429: components["responses"]["TooManyRequests"];
            503: components["responses"]["ServiceUnavailable"];
            default: components["responses"]["Problem"];
        };
    };
    "notify.ApiV1NotificationsChannelsSeeChannels": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Request fulfilled, document follows */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Page_medianest.notify.queries.channels.ChannelLine_"];
                };
            };
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            429: components["responses"]["TooManyRequests"];
            503: components["responses"]["ServiceUnavailable"];
            default: components["responses"]["Problem"];
        };
    };
    "notify.ApiV1NotificationsChannelsAddChannel": {
        parameters: {
            query?: never;
            header?: {
                /** @description Asked twice under one key, it is done once. */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewEmail"] | components["schemas"]["NewPush"] | components["schemas"]["NewWebhook"] | components["schemas"]["NewApprise"];
            };
        };
        responses: {
            /** @description Document created, URL follows */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ChannelLine"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            429: components["responses"]["TooManyRequests"];
            503: components["responses"]["ServiceUnavailable"];
            default: components["responses"]["Problem"];
        };
    };
    "notify.ApiV1NotificationsChannelsChannelIdRemoveChannel": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                channel_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Request fulfilled, nothing follows */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            429: components["responses"]["TooManyRequests"];
            503: components["responses"]["ServiceUnavailable"];
            default: components["responses"]["Problem"];
        };
    };
    "notify.ApiV1NotificationsChannelsChannelIdCodeSendCode": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                channel_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Request fulfilled, document follows */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ChannelLine"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            429: components["responses"]["TooManyRequests"];
            503: components["responses"]["ServiceUnavailable"];
            default: components["responses"]["Problem"];
        };
    };
    "notify.ApiV1NotificationsChannelsChannelIdConfirmConfirmChannel": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                channel_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["CodeBody"];
            };
        };
        responses: {
            /** @description Request fulfilled, document follows */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ChannelLine"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            429: components["responses"]["TooManyRequests"];
            503: components["responses"]["ServiceUnavailable"];
            default: components["responses"]["Problem"];
        };
    };
    "notify.ApiV1NotificationsChannelsChannelIdTestTryChannel": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                channel_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Request fulfilled, document follows */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Tried"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            429: components["responses"]["TooManyRequests"];
            503: components["responses"]["ServiceUnavailable"];
            default: components["responses"]["Problem"];
        };
    };
    "notify.ApiV1NotificationsDeliveriesSeeDeliveries": {
        parameters: {
            query?: {
                cursor?: string | null;
                status?: "pending" | "sent" | "failed" | "dead" | "suppressed" | null;
                member?: string | null;
                limit?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Request fulfilled, document follows */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Page_medianest.notify.queries.deliveries.Shown_"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            429: components["responses"]["TooManyRequests"];
            503: components["responses"]["ServiceUnavailable"];
            default: components["responses"]["Problem"];
        };
    };
    "notify.ApiV1NotificationsDeliveriesDeliveryIdSeeDelivery": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                delivery_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Request fulfilled, document follows */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["notify.History"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            429: components["responses"]["TooManyRequests"];
            503: components["responses"]["ServiceUnavailable"];
            default: components["responses"]["Problem"];
        };
    };
    "notify.ApiV1NotificationsMutesAboutIdMute": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                about_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Request fulfilled, document follows */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PreferencesShown"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            429: components["responses"]["TooManyRequests"];
            503: components["responses"]["ServiceUnavailable"];
            default: components["responses"]["Problem"];
        };
    };
    "notify.ApiV1NotificationsMutesAboutIdUnmute": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                about_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Request fulfilled, document follows */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PreferencesShown"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            429: components["responses"]["TooManyRequests"];
            503: components["responses"]["ServiceUnavailable"];
            default: components["responses"]["Problem"];
        };
    };
    "notify.ApiV1NotificationsPreferencesSeePreferences": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Request fulfilled, document follows */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PreferencesShown"];
                };
            };
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            429: components["responses"]["TooManyRequests"];
            503: components["responses"]["ServiceUnavailable"];
            default: components["responses"]["Problem"];
        };
    };
    "notify.ApiV1NotificationsPreferencesChoosePreferences": {
        parameters: {
            query?: never;
            header?: {
                /** @description Done only if this is still the version, such as `"v7"`. */
                "If-Match"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Choices"];
            };
        };
        responses: {
            /** @description Request fulfilled, document follows */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PreferencesShown"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            412: components["responses"]["PreconditionFailed"];
            429: components["responses"]["TooManyRequests"];
            503: components["responses"]["ServiceUnavailable"];
            default: components["responses"]["Problem"];
        };
    };
    "notify.ApiV1NotificationsPushKeySeePushKey": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Request fulfilled, document follows */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PushKey"];
                };
            };
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            429: components["responses"]["TooManyRequests"];
            503: components["responses"]["ServiceUnavailable"];
            default: components["responses"]["Problem"];
        };
    };
    "notify.ApiV1NotificationsReadAllMarkAllRead": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Request fulfilled, document follows */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AllRead"];
                };
            };
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            429: components["responses"]["TooManyRequests"];
            503: components["responses"]["ServiceUnavailable"];
            default: components["responses"]["Problem"];
        };
    };
    "notify.ApiV1NotificationsUnsubscribeTokenAskToUnsubscribe": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                token: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Request fulfilled, document follows */
            200: {
                headers: {
                    "Content-Security-Policy"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "text/html": string;
                };
            };
            400: components["responses"]["BadRequest"];
            404: components["responses"]["NotFound"];
            429: components["responses"]["TooManyRequests"];
            503: components["responses"]["ServiceUnavailable"];
            default: components["responses"]["Problem"];
        };
    };
    "notify.ApiV1NotificationsUnsubscribeTokenUnsubscribe": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                token: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Request fulfilled, document follows */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/html": string;
                };
            };
            400: components["responses"]["BadRequest"];
            404: components["responses"]["NotFound"];
            429: components["responses"]["TooManyRequests"];
            503: components["responses"]["ServiceUnavailable"];
            default: components["responses"]["Problem"];
        };
    };
    "requests.ApiV1RequestsSeeRequests": {
        parameters: {
            query?: {
                status?: string | null;
                requested_by?: string | null;
                followed?: boolean;
                order?: string;
                cursor?: string | null;
                limit?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Request fulfilled, document follows */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Page_medianest.requests.queries.wishes.WishPage_"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            429: components["responses"]["TooManyRequests"];
            503: components["responses"]["ServiceUnavailable"];
            default: components["responses"]["Problem"];
        };
    };
    "requests.ApiV1RequestsAskFor": {
        parameters: {
            query?: never;
            header?: {
                /** @description Asked twice under one key, it is done once. */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["AskBody"];
            };
        };
        responses: {
            /** @description Document created, URL follows */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["WishPage"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            429: components["responses"]["TooManyRequests"];
            503: components["responses"]["ServiceUnavailable"];
            default: components["responses"]["Problem"];
        };
    };
    "requests.ApiV1RequestsRequestIdSeeRequest": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                request_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Request fulfilled, document follows */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["WishPage"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            429: components["responses"]["TooManyRequests"];
            503: components["responses"]["ServiceUnavailable"];
            default: components["responses"]["Problem"];
        };
    };
    "requests.ApiV1RequestsRequestIdChangeRequest": {
        parameters: {
            query?: never;
            header?: {
                /** @description Done only if this is still the version, such as `"v7"`. */
                "If-Match"?: string;
            };
            path: {
                request_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["EditBody"];
            };
        };
        responses: {
            /** @description Request fulfilled, document follows */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["WishPage"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            412: components["responses"]["PreconditionFailed"];
            429: components["responses"]["TooManyRequests"];
            503: components["responses"]["ServiceUnavailable"];
            default: components["responses"]["Problem"];
        };
    };
    "requests.ApiV1RequestsRequestIdApproveApproveRequest": {
        parameters: {
            query?: never;
            header?: {
                /** @description Done only if this is still the version, such as `"v7"`. */
                "If-Match"?: string;
            };
            path: {
                request_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Request fulfilled, document follows */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["WishPage"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            412: components["responses"]["PreconditionFailed"];
            429: components["responses"]["TooManyRequests"];
            503: components["responses"]["ServiceUnavailable"];
            default: components["responses"]["Problem"];
        };
    };
    "requests.ApiV1RequestsRequestIdCancelCancelRequest": {
        parameters: {
            query?: never;
            header?: {
                /** @description Done only if this is still the version, such as `"v7"`. */
                "If-Match"?: string;
            };
            path: {
                request_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Request fulfilled, document follows */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["WishPage"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            412: components["responses"]["PreconditionFailed"];
            429: components["responses"]["TooManyRequests"];
            503: components["responses"]["ServiceUnavailable"];
            default: components["responses"]["Problem"];
        };
    };
    "requests.ApiV1RequestsRequestIdDeclineDeclineRequest": {
        parameters: {
            query?: never;
            header?: {
                /** @description Done only if this is still the version, such as `"v7"`. */
                "If-Match"?: string;
            };
            path: {
                request_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["DeclineBody"] | null;
            };
        };
        responses: {
            /** @description Request fulfilled, document follows */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["WishPage"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            412: components["responses"]["PreconditionFailed"];
            429: components["responses"]["TooManyRequests"];
            503: components["responses"]["ServiceUnavailable"];
            default: components["responses"]["Problem"];
        };
    };
    "requests.ApiV1RequestsRequestIdFollowFollowRequest": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                request_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Request fulfilled, document follows */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["WishPage"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            429: components["responses"]["TooManyRequests"];
            503: components["responses"]["ServiceUnavailable"];
            default: components["responses"]["Problem"];
        };
    };
    "requests.ApiV1RequestsRequestIdFollowUnfollowRequest": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                request_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Request fulfilled, document follows */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["WishPage"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            429: components["responses"]["TooManyRequests"];
            503: components["responses"]["ServiceUnavailable"];
            default: components["responses"]["Problem"];
        };
    };
    "requests.ApiV1RequestsRequestIdRetryRetryRequest": {
        parameters: {
            query?: never;
            header?: {
                /** @description Done only if this is still the version, such as `"v7"`. */
                "If-Match"?: string;
            };
            path: {
                request_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Request fulfilled, document follows */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["WishPage"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            412: components["responses"]["PreconditionFailed"];
            429: components["responses"]["TooManyRequests"];
            503: components["responses"]["ServiceUnavailable"];
            default: components["responses"]["Problem"];
        };
    };
    "requests.ApiV1RequestsRequestIdTimelineSeeTimeline": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                request_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Request fulfilled, document follows */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Page_medianest.requests.api.story.Happened_"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            429: components["responses"]["TooManyRequests"];
            503: components["responses"]["ServiceUnavailable"];
            default: components["responses"]["Problem"];
        };
    };
    "requests.ApiV1RequestsRequestIdUndoUndoDecision": {
        parameters: {
            query?: never;
            header?: {
                /** @description Done only if this is still the version, such as `"v7"`. */
                "If-Match"?: string;
            };
            path: {
                request_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Request fulfilled, document follows */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["WishPage"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            412: components["responses"]["PreconditionFailed"];
            429: components["responses"]["TooManyRequests"];
            503: components["responses"]["ServiceUnavailable"];
            default: components["responses"]["Problem"];
        };
    };
    "requests.ApiV1RequestsBulkDecideMany": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["BulkBody"];
            };
        };
        responses: {
            /** @description Request fulfilled, document follows */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Page_medianest.requests.api.deciding.Outcome_"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            429: components["responses"]["TooManyRequests"];
            503: components["responses"]["ServiceUnavailable"];
            default: components["responses"]["Problem"];
        };
    };
    "requests.ApiV1RequestsCountCountRequests": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Request fulfilled, document follows */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        [key: string]: number;
                    };
                };
            };
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            429: components["responses"]["TooManyRequests"];
            503: components["responses"]["ServiceUnavailable"];
            default: components["responses"]["Problem"];
        };
    };
    "requests.ApiV1RequestsQuotaSeeQuota": {
        parameters: {
            query?: {
                of?: string | null;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Request fulfilled, document follows */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AllowancePage"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            429: components["responses"]["TooManyRequests"];
            503: components["responses"]["ServiceUnavailable"];
            default: components["responses"]["Problem"];
        };
    };
    "requests.ApiV1SearchSearchTitles": {
        parameters: {
            query: {
                query: string;
                page?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Request fulfilled, document follows */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Cards"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            429: components["responses"]["TooManyRequests"];
            503: components["responses"]["ServiceUnavailable"];
            default: components["responses"]["Problem"];
        };
    };
    "downloads.ApiV1SettingsDownloadsFoldersSeeFolders": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Request fulfilled, document follows */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FoldersSeen"];
                };
            };
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            429: components["responses"]["TooManyRequests"];
            503: components["responses"]["ServiceUnavailable"];
            default: components["responses"]["Problem"];
        };
    };
    "downloads.ApiV1SettingsDownloadsFoldersTestTestFolders": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Request fulfilled, document follows */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["downloads.TrialPage"];
                };
            };
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            429: components["responses"]["TooManyRequests"];
            503: components["responses"]["ServiceUnavailable"];
            default: components["responses"]["Problem"];
        };
    };
    "downloads.ApiV1SettingsDownloadsLimitsSeeLimits": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Request fulfilled, document follows */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["downloads.LimitsPage"];
                };
            };
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            429: components["responses"]["TooManyRequests"];
            503: components["responses"]["ServiceUnavailable"];
            default: components["responses"]["Problem"];
        };
    };
    "downloads.ApiV1SettingsDownloadsLimitsSetLimits": {
        parameters: {
            query?: never;
            header?: {
                /** @description Done only if this is still the version, such as `"v7"`. */
                "If-Match"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["downloads.LimitsBody"];
            };
        };
        responses: {
            /** @description Request fulfilled, document follows */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["downloads.LimitsPage"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            412: components["responses"]["PreconditionFailed"];
            429: components["responses"]["TooManyRequests"];
            503: components["responses"]["ServiceUnavailable"];
            default: components["responses"]["Problem"];
        };
    };
    "downloads.ApiV1SettingsDownloadsLimitsForgetLimits": {
        parameters: {
            query?: never;
            header?: {
                /** @description Done only if this is still the version, such as `"v7"`. */
                "If-Match"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Request fulfilled, document follows */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["downloads.LimitsPage"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            412: components["responses"]["PreconditionFailed"];
            429: components["responses"]["TooManyRequests"];
            503: components["responses"]["ServiceUnavailable"];
            default: components["responses"]["Problem"];
        };
    };
    "downloads.ApiV1SettingsDownloadsQualitySeeQuality": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Request fulfilled, document follows */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["QualityPage"];
                };
            };
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            429: components["responses"]["TooManyRequests"];
            503: components["responses"]["ServiceUnavailable"];
            default: components["responses"]["Problem"];
        };
    };
    "downloads.ApiV1SettingsDownloadsQualitySetQuality": {
        parameters: {
            query?: never;
            header?: {
                /** @description Done only if this is still the version, such as `"v7"`. */
                "If-Match"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["QualityBody"];
            };
        };
        responses: {
            /** @description Request fulfilled, document follows */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["QualityPage"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            412: components["responses"]["PreconditionFailed"];
            429: components["responses"]["TooManyRequests"];
            503: components["responses"]["ServiceUnavailable"];
            default: components["responses"]["Problem"];
        };
    };
    "downloads.ApiV1SettingsDownloadsQualityForgetQuality": {
        parameters: {
            query?: never;
            header?: {
                /** @description Done only if this is still the version, such as `"v7"`. */
                "If-Match"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Request fulfilled, document follows */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["QualityPage"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            412: components["responses"]["PreconditionFailed"];
            429: components["responses"]["TooManyRequests"];
            503: components["responses"]["ServiceUnavailable"];
            default: components["responses"]["Problem"];
        };
    };
    "identity.ApiV1SettingsIdentityHouseSeeHouseSettings": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Request fulfilled, document follows */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HousePage"];
                };
            };
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            429: components["responses"]["TooManyRequests"];
            503: components["responses"]["ServiceUnavailable"];
            default: components["responses"]["Problem"];
        };
    };
    "identity.ApiV1SettingsIdentityHouseCallHouse": {
        parameters: {
            query?: never;
            header?: {
                /** @description Done only if this is still the version, such as `"v7"`. */
                "If-Match"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["HouseBody"];
            };
        };
        responses: {
            /** @description Request fulfilled, document follows */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HousePage"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            412: components["responses"]["PreconditionFailed"];
            429: components["responses"]["TooManyRequests"];
            503: components["responses"]["ServiceUnavailable"];
            default: components["responses"]["Problem"];
        };
    };
    "identity.ApiV1SettingsIdentityPlexSeePlex": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Request fulfilled, document follows */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PlexPage"];
                };
            };
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            429: components["responses"]["TooManyRequests"];
            503: components["responses"]["ServiceUnavailable"];
            default: components["responses"]["Problem"];
        };
    };
    "identity.ApiV1SettingsIdentityPlexSetPlex": {
        parameters: {
            query?: never;
            header?: {
                /** @description Done only if this is still the version, such as `"v7"`. */
                "If-Match"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["PlexBody"];
            };
        };
        responses: {
            /** @description Request fulfilled, document follows */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PlexPage"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            412: components["responses"]["PreconditionFailed"];
            429: components["responses"]["TooManyRequests"];
            503: components["responses"]["ServiceUnavailable"];
            default: components["responses"]["Problem"];
        };
    };
    "identity.ApiV1SettingsIdentityPlexOwnerLinkOwner": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["LinkBody"];
            };
        };
        responses: {
            /** @description Document created, URL follows */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["StartedBody"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            429: components["responses"]["TooManyRequests"];
            503: components["responses"]["ServiceUnavailable"];
            default: components["responses"]["Problem"];
        };
    };
    "identity.ApiV1SettingsIdentityPlexOwnerUnlinkOwner": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Request fulfilled, nothing follows */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": null;
                };
            };
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            429: components["responses"]["TooManyRequests"];
            503: components["responses"]["ServiceUnavailable"];
            default: components["responses"]["Problem"];
        };
    };
    "identity.ApiV1SettingsIdentityPlexServersSeeServers": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Request fulfilled, document follows */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ServerLines"];
                };
            };
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            429: components["responses"]["TooManyRequests"];
            503: components["responses"]["ServiceUnavailable"];
            default: components["responses"]["Problem"];
        };
    };
    "identity.ApiV1SettingsIdentityPlexTestTestPlex": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Request fulfilled, document follows */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PlexTrial"];
                };
            };
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            429: components["responses"]["TooManyRequests"];
            503: components["responses"]["ServiceUnavailable"];
            default: components["responses"]["Problem"];
        };
    };
    "notify.ApiV1SettingsNotifySmtpSeeSmtp": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Request fulfilled, document follows */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SmtpPage"];
                };
            };
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            429: components["responses"]["TooManyRequests"];
            503: components["responses"]["ServiceUnavailable"];
            default: components["responses"]["Problem"];
        };
    };
    "notify.ApiV1SettingsNotifySmtpSetSmtp": {
        parameters: {
            query?: never;
            header?: {
                /** @description Done only if this is still the version, such as `"v7"`. */
                "If-Match"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["SmtpBody"];
            };
        };
        responses: {
            /** @description Request fulfilled, document follows */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SmtpPage"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            412: components["responses"]["PreconditionFailed"];
            429: components["responses"]["TooManyRequests"];
            503: components["responses"]["ServiceUnavailable"];
            default: components["responses"]["Problem"];
        };
    };
    "notify.ApiV1SettingsNotifySmtpTestTestSmtp": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["SmtpBody"] | null;
            };
        };
        responses: {
            /** @description Request fulfilled, document follows */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["notify.TrialPage"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            429: components["responses"]["TooManyRequests"];
            503: components["responses"]["ServiceUnavailable"];
            default: components["responses"]["Problem"];
        };
    };
    "notify.ApiV1SettingsNotifyTemplatesSeeTemplates": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Request fulfilled, document follows */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TemplateList"];
                };
            };
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            429: components["responses"]["TooManyRequests"];
            503: components["responses"]["ServiceUnavailable"];
            default: components["responses"]["Problem"];
        };
    };
    "notify.ApiV1SettingsNotifyTemplatesNamePreviewTemplate": {
        parameters: {
            query?: {
                locale?: string;
            };
            header?: never;
            path: {
                name: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Request fulfilled, document follows */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Preview"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            429: components["responses"]["TooManyRequests"];
            503: components["responses"]["ServiceUnavailable"];
            default: components["responses"]["Problem"];
        };
    };
    "requests.ApiV1SettingsRequestsLimitsSeeLimits": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Request fulfilled, document follows */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["LimitsPage"];
                };
            };
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            429: components["responses"]["TooManyRequests"];
            503: components["responses"]["ServiceUnavailable"];
            default: components["responses"]["Problem"];
        };
    };
    "requests.ApiV1SettingsRequestsLimitsSetLimits": {
        parameters: {
            query?: never;
            header?: {
                /** @description Done only if this is still the version, such as `"v7"`. */
                "If-Match"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["LimitsBody"];
            };
        };
        responses: {
            /** @description Request fulfilled, document follows */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["LimitsPage"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            412: components["responses"]["PreconditionFailed"];
            429: components["responses"]["TooManyRequests"];
            503: components["responses"]["ServiceUnavailable"];
            default: components["responses"]["Problem"];
        };
    };
    "requests.ApiV1SettingsRequestsLimitsForgetLimits": {
        parameters: {
            query?: never;
            header?: {
                /** @description Done only if this is still the version, such as `"v7"`. */
                "If-Match"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Request fulfilled, document follows */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["LimitsPage"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            412: components["responses"]["PreconditionFailed"];
            429: components["responses"]["TooManyRequests"];
            503: components["responses"]["ServiceUnavailable"];
            default: components["responses"]["Problem"];
        };
    };
    "requests.ApiV1SettingsRequestsOverseerrSeeOverseerr": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Request fulfilled, document follows */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ConnectionPage"];
                };
            };
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            429: components["responses"]["TooManyRequests"];
            503: components["responses"]["ServiceUnavailable"];
            default: components["responses"]["Problem"];
        };
    };
    "requests.ApiV1SettingsRequestsOverseerrConnectOverseerr": {
        parameters: {
            query?: never;
            header?: {
                /** @description Done only if this is still the version, such as `"v7"`. */
                "If-Match"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ConnectionBody"];
            };
        };
        responses: {
            /** @description Request fulfilled, document follows */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ConnectionPage"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            412: components["responses"]["PreconditionFailed"];
            429: components["responses"]["TooManyRequests"];
            503: components["responses"]["ServiceUnavailable"];
            default: components["responses"]["Problem"];
        };
    };
    "requests.ApiV1SettingsRequestsOverseerrDisconnectOverseerr": {
        parameters: {
            query?: never;
            header?: {
                /** @description Done only if this is still the version, such as `"v7"`. */
                "If-Match"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Request fulfilled, nothing follows */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            412: components["responses"]["PreconditionFailed"];
            429: components["responses"]["TooManyRequests"];
            503: components["responses"]["ServiceUnavailable"];
            default: components["responses"]["Problem"];
        };
    };
    "requests.ApiV1SettingsRequestsOverseerrTestTestOverseerr": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ConnectionBody"] | null;
            };
        };
        responses: {
            /** @description Request fulfilled, document follows */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TrialPage"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            429: components["responses"]["TooManyRequests"];
            503: components["responses"]["ServiceUnavailable"];
            default: components["responses"]["Problem"];
        };
    };
    "requests.ApiV1SettingsRequestsPlexSeePlex": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Request fulfilled, document follows */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["requests.PlexPage"];
                };
            };
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            429: components["responses"]["TooManyRequests"];
            503: components["responses"]["ServiceUnavailable"];
            default: components["responses"]["Problem"];
        };
    };
    "requests.ApiV1SettingsRequestsPlexConnectPlex": {
        parameters: {
            query?: never;
            header?: {
                /** @description Done only if this is still the version, such as `"v7"`. */
                "If-Match"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["requests.PlexBody"];
            };
        };
        responses: {
            /** @description Request fulfilled, document follows */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["requests.PlexPage"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            412: components["responses"]["PreconditionFailed"];
            429: components["responses"]["TooManyRequests"];
            503: components["responses"]["ServiceUnavailable"];
            default: components["responses"]["Problem"];
        };
    };
    "requests.ApiV1SettingsRequestsPlexDisconnectPlex": {
        parameters: {
            query?: never;
            header?: {
                /** @description Done only if this is still the version, such as `"v7"`. */
                "If-Match"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Request fulfilled, nothing follows */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            412: components["responses"]["PreconditionFailed"];
            429: components["responses"]["TooManyRequests"];
            503: components["responses"]["ServiceUnavailable"];
            default: components["responses"]["Problem"];
        };
    };
    "requests.ApiV1SettingsRequestsPlexServerSeeServer": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Request fulfilled, document follows */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PlexServerPage"];
                };
            };
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            429: components["responses"]["TooManyRequests"];
            503: components["responses"]["ServiceUnavailable"];
            default: components["responses"]["Problem"];
        };
    };
    "requests.ApiV1SettingsRequestsPlexTestTestPlex": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ConnectionBody"] | null;
            };
        };
        responses: {
            /** @description Request fulfilled, document follows */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TrialPage"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            429: components["responses"]["TooManyRequests"];
            503: components["responses"]["ServiceUnavailable"];
            default: components["responses"]["Problem"];
        };
    };
    "status.ApiV1SettingsStatusPublicPageSeePublicPageSettings": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Request fulfilled, document follows */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PublicPageBody"];
                };
            };
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            429: components["responses"]["TooManyRequests"];
            503: components["responses"]["ServiceUnavailable"];
            default: components["responses"]["Problem"];
        };
    };
    "status.ApiV1SettingsStatusPublicPageSetPublicPage": {
        parameters: {
            query?: never;
            header?: {
                /** @description Done only if this is still the version, such as `"v7"`. */
                "If-Match"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["PublicPageBody"];
            };
        };
        responses: {
            /** @description Request fulfilled, document follows */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PublicPageBody"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            412: components["responses"]["PreconditionFailed"];
            429: components["responses"]["TooManyRequests"];
            503: components["responses"]["ServiceUnavailable"];
            default: components["responses"]["Problem"];
        };
    };
    "status.ApiV1SettingsStatusUptimeKumaSeeUptimeKuma": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Request fulfilled, document follows */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["UptimeKumaPage"];
                };
            };
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            429: components["responses"]["TooManyRequests"];
            503: components["responses"]["ServiceUnavailable"];
            default: components["responses"]["Problem"];
        };
    };
    "status.ApiV1SettingsStatusUptimeKumaConnectUptimeKuma": {
        parameters: {
            query?: never;
            header?: {
                /** @description Done only if this is still the version, such as `"v7"`. */
                "If-Match"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["UptimeKumaBody"];
            };
        };
        responses: {
            /** @description Request fulfilled, document follows */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["UptimeKumaPage"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            412: components["responses"]["PreconditionFailed"];
            429: components["responses"]["TooManyRequests"];
            503: components["responses"]["ServiceUnavailable"];
            default: components["responses"]["Problem"];
        };
    };
    "status.ApiV1SettingsStatusUptimeKumaDisconnectUptimeKuma": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Request fulfilled, nothing follows */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            429: components["responses"]["TooManyRequests"];
            503: components["responses"]["ServiceUnavailable"];
            default: components["responses"]["Problem"];
        };
    };
    "status.ApiV1SettingsStatusUptimeKumaTestTestUptimeKuma": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["UptimeKumaBody"] | null;
            };
        };
        responses: {
            /** @description Request fulfilled, document follows */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["status.TrialPage"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            429: components["responses"]["TooManyRequests"];
            503: components["responses"]["ServiceUnavailable"];
            default: components["responses"]["Problem"];
        };
    };
    "identity.ApiV1SetupSeeSetup": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Request fulfilled, document follows */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SetupState"];
                };
            };
            429: components["responses"]["TooManyRequests"];
            503: components["responses"]["ServiceUnavailable"];
            default: components["responses"]["Problem"];
        };
    };
    "identity.ApiV1SetupSetUp": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["SetupBody"];
            };
        };
        responses: {
            /** @description Document created, URL follows */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SignedInBody"];
                };
            };
            400: components["responses"]["BadRequest"];
            429: components["responses"]["TooManyRequests"];
            503: components["responses"]["ServiceUnavailable"];
            default: components["responses"]["Problem"];
        };
    };
    "status.ApiV1StatusSeeStatus": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Request fulfilled, document follows */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["StatusPage"];
                };
            };
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            429: components["responses"]["TooManyRequests"];
            503: components["responses"]["ServiceUnavailable"];
            default: components["responses"]["Problem"];
        };
    };
    "status.ApiV1StatusAnnouncementsSeeAnnouncements": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Request fulfilled, document follows */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Page_medianest.status.queries.incidents.AnnouncementLine_"];
                };
            };
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            429: components["responses"]["TooManyRequests"];
            503: components["responses"]["ServiceUnavailable"];
            default: components["responses"]["Problem"];
        };
    };
    "status.ApiV1StatusAnnouncementsAnnounce": {
        parameters: {
            query?: never;
            header?: {
                /** @description Asked twice under one key, it is done once. */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["AnnouncementBody"];
            };
        };
        responses: {
            /** @description Document created, URL follows */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AnnouncementLine"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            429: components["responses"]["TooManyRequests"];
            503: components["responses"]["ServiceUnavailable"];
            default: components["responses"]["Problem"];
        };
    };
    "status.ApiV1StatusAnnouncementsAnnouncementIdWithdrawAnnouncement": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                announcement_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Request fulfilled, nothing follows */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            429: components["responses"]["TooManyRequests"];
            503: components["responses"]["ServiceUnavailable"];
            default: components["responses"]["Problem"];
        };
    };
    "status.ApiV1StatusHistorySeeHistory": {
        parameters: {
            query?: {
                window?: "24h" | "7d" | "30d" | "90d";
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Request fulfilled, document follows */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["History"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            429: components["responses"]["TooManyRequests"];
            503: components["responses"]["ServiceUnavailable"];
            default: components["responses"]["Problem"];
        };
    };
    "status.ApiV1StatusIncidentsSeeIncidents": {
        parameters: {
            query?: {
                cursor?: string | null;
                limit?: number;
                open?: boolean;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Request fulfilled, document follows */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Page_medianest.status.queries.incidents.IncidentLine_"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            429: components["responses"]["TooManyRequests"];
            503: components["responses"]["ServiceUnavailable"];
            default: components["responses"]["Problem"];
        };
    };
    "status.ApiV1StatusIncidentsIncidentIdSeeIncident": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                incident_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Request fulfilled, document follows */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["IncidentLine"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            429: components["responses"]["TooManyRequests"];
            503: components["responses"]["ServiceUnavailable"];
            default: components["responses"]["Problem"];
        };
    };
    "status.ApiV1StatusIncidentsIncidentIdAcknowledgeAcknowledgeIncident": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                incident_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Request fulfilled, document follows */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["IncidentLine"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            429: components["responses"]["TooManyRequests"];
            503: components["responses"]["ServiceUnavailable"];
            default: components["responses"]["Problem"];
        };
    };
    "status.ApiV1StatusIncidentsIncidentIdCloseCloseIncident": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                incident_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Request fulfilled, document follows */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["IncidentLine"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            429: components["responses"]["TooManyRequests"];
            503: components["responses"]["ServiceUnavailable"];
            default: components["responses"]["Problem"];
        };
    };
    "status.ApiV1StatusIncidentsIncidentIdNotesAddNote": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                incident_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NoteBody"];
            };
        };
        responses: {
            /** @description Request fulfilled, document follows */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["IncidentLine"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            429: components["responses"]["TooManyRequests"];
            503: components["responses"]["ServiceUnavailable"];
            default: components["responses"]["Problem"];
        };
    };
    "status.ApiV1StatusMaintenanceSeeMaintenance": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Request fulfilled, document follows */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Page_medianest.status.queries.incidents.MaintenanceLine_"];
                };
            };
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            429: components["responses"]["TooManyRequests"];
            503: components["responses"]["ServiceUnavailable"];
            default: components["responses"]["Problem"];
        };
    };
    "status.ApiV1StatusMaintenancePlanMaintenance": {
        parameters: {
            query?: never;
            header?: {
                /** @description Asked twice under one key, it is done once. */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["MaintenanceBody"];
            };
        };
        responses: {
            /** @description Document created, URL follows */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MaintenanceLine"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            429: components["responses"]["TooManyRequests"];
            503: components["responses"]["ServiceUnavailable"];
            default: components["responses"]["Problem"];
        };
    };
    "status.ApiV1StatusMaintenanceMaintenanceIdEndMaintenance": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                maintenance_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Request fulfilled, nothing follows */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            429: components["responses"]["TooManyRequests"];
            503: components["responses"]["ServiceUnavailable"];
            default: components["responses"]["Problem"];
        };
    };
    "status.ApiV1StatusMonitorsAddMonitor": {
        parameters: {
            query?: never;
            header?: {
                /** @description Asked twice under one key, it is done once. */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["PlanBody"];
            };
        };
        responses: {
            /** @description Document created, URL follows */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["WatchPage"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            429: components["responses"]["TooManyRequests"];
            503: components["responses"]["ServiceUnavailable"];
            default: components["responses"]["Problem"];
        };
    };
    "status.ApiV1StatusMonitorsMonitorIdSeeMonitor": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                monitor_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Request fulfilled, document follows */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MonitorPage"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            429: components["responses"]["TooManyRequests"];
            503: components["responses"]["ServiceUnavailable"];
            default: components["responses"]["Problem"];
        };
    };
    "status.ApiV1StatusMonitorsMonitorIdDeleteMonitor": {
        parameters: {
            query?: never;
            header?: {
                /** @description Done only if this is still the version, such as `"v7"`. */
                "If-Match"?: string;
            };
            path: {
                monitor_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Request fulfilled, nothing follows */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            412: components["responses"]["PreconditionFailed"];
            429: components["responses"]["TooManyRequests"];
            503: components["responses"]["ServiceUnavailable"];
            default: components["responses"]["Problem"];
        };
    };
    "status.ApiV1StatusMonitorsMonitorIdChangeMonitor": {
        parameters: {
            query?: never;
            header?: {
                /** @description Done only if this is still the version, such as `"v7"`. */
                "If-Match"?: string;
            };
            path: {
                monitor_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["PlanBody"];
            };
        };
        responses: {
            /** @description Request fulfilled, document follows */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["WatchPage"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            412: components["responses"]["PreconditionFailed"];
            429: components["responses"]["TooManyRequests"];
            503: components["responses"]["ServiceUnavailable"];
            default: components["responses"]["Problem"];
        };
    };
    "status.ApiV1StatusMonitorsMonitorIdHistorySeeMonitorHistory": {
        parameters: {
            query?: {
                window?: "24h" | "7d" | "30d" | "90d";
            };
            header?: never;
            path: {
                monitor_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Request fulfilled, document follows */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MonitorHistory"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            429: components["responses"]["TooManyRequests"];
            503: components["responses"]["ServiceUnavailable"];
            default: components["responses"]["Problem"];
        };
    };
    "status.ApiV1StatusMonitorsMonitorIdMeaningExplainMonitor": {
        parameters: {
            query?: never;
            header?: {
                /** @description Done only if this is still the version, such as `"v7"`. */
                "If-Match"?: string;
            };
            path: {
                monitor_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["MeaningBody"];
            };
        };
        responses: {
            /** @description Request fulfilled, document follows */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["WatchPage"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            412: components["responses"]["PreconditionFailed"];
            429: components["responses"]["TooManyRequests"];
            503: components["responses"]["ServiceUnavailable"];
            default: components["responses"]["Problem"];
        };
    };
    "status.ApiV1StatusMonitorsMonitorIdSubscriptionSubscribe": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                monitor_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Request fulfilled, nothing follows */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            429: components["responses"]["TooManyRequests"];
            503: components["responses"]["ServiceUnavailable"];
            default: components["responses"]["Problem"];
        };
    };
    "status.ApiV1StatusMonitorsMonitorIdSubscriptionUnsubscribe": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                monitor_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Request fulfilled, nothing follows */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            429: components["responses"]["TooManyRequests"];
            503: components["responses"]["ServiceUnavailable"];
            default: components["responses"]["Problem"];
        };
    };
    "status.ApiV1StatusMonitorsMonitorIdWatchSeeWatch": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                monitor_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Request fulfilled, document follows */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["WatchPage"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            429: components["responses"]["TooManyRequests"];
            503: components["responses"]["ServiceUnavailable"];
            default: components["responses"]["Problem"];
        };
    };
    "status.ApiV1StatusMonitorsTestTryProbe": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["TrialBody"];
            };
        };
        responses: {
            /** @description Request fulfilled, document follows */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Trial"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            429: components["responses"]["TooManyRequests"];
            503: components["responses"]["ServiceUnavailable"];
            default: components["responses"]["Problem"];
        };
    };
    "status.ApiV1StatusPublicSeePublicPage": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Request fulfilled, document follows */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PublicStatus"];
                };
            };
            429: components["responses"]["TooManyRequests"];
            503: components["responses"]["ServiceUnavailable"];
            default: components["responses"]["Problem"];
        };
    };
    "status.ApiV1StatusPublicPlaceBadgeSvgSeeBadgeOfOne": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                place: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Request fulfilled, document follows */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "image/svg+xml": string;
                };
            };
            400: components["responses"]["BadRequest"];
            404: components["responses"]["NotFound"];
            429: components["responses"]["TooManyRequests"];
            503: components["responses"]["ServiceUnavailable"];
            default: components["responses"]["Problem"];
        };
    };
    "status.ApiV1StatusPublicBadgeSvgSeeBadge": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Request fulfilled, document follows */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "image/svg+xml": string;
                };
            };
            429: components["responses"]["TooManyRequests"];
            503: components["responses"]["ServiceUnavailable"];
            default: components["responses"]["Problem"];
        };
    };
    "requests.ApiV1TitlesMediaTypeTmdbIdSeeTitle": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                media_type: string;
                tmdb_id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Request fulfilled, document follows */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TitlePage"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            429: components["responses"]["TooManyRequests"];
            503: components["responses"]["ServiceUnavailable"];
            default: components["responses"]["Problem"];
        };
    };
}

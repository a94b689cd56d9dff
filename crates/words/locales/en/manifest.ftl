# A manifest held against what the application needs. Each difference is one sentence: what is there, what is needed.

manifest-label = Check everything at once
manifest-how = Open [[Manifest]] of the app registration in the portal, select all, and copy. The answer to [[az ad app show]] is read as well.
button-paste-manifest = Paste the manifest
button-paste-manifest-again = Paste it again
manifest-differs = { $count ->
        [one] One thing differs
       *[other] { $count } things differ
    } from what { $application } needs
manifest-cautions = { $application } can work with this; { $count ->
        [one] one thing is
       *[other] { $count } things are
    } worth a look
manifest-fits = All that a manifest shows is as { $application } needs it
manifest-of = of { $name }, read { $when }
manifest-not-shown = A manifest does not show whether the permissions were approved, whether the mailbox has a licence, or what was typed into { $application }.
manifest-more = { $count ->
        [one] One more is not shown; it appears when these are mended.
       *[other] { $count } more are not shown; they appear when these are mended.
    }
manifest-here = The manifest says: { $difference }
manifest-other-name = A permission with the ID { $id }

difference-another-registration = The manifest belongs to { $found }, and this is about { $expected }.
difference-audience = { $found } is chosen under [[Supported account types]]; it must be { $expected }.
difference-audience-unknown = Something unknown stands for [[Supported account types]]; it must be { $expected }.
difference-redirect-missing = { $address } is not registered; it is needed under { $platform }.
difference-redirect-elsewhere = { $address } is registered under { $found }; it is needed under { $platform }.
difference-redirect-nearly = { $found } is registered, and { $address } is needed under { $platform }. They differ in { $off }.
difference-public-flows-on = [[Allow public client flows]] is [[Yes]]; for an application with a client secret it should be [[No]].
difference-public-flows-off = [[Allow public client flows]] is [[No]]; it must be [[Yes]].
difference-implicit-grant = Under [[Implicit grant and hybrid flows]] there is a tick at { $granted }; { $application } needs none.
difference-permission-missing = { $name } is not listed under [[API permissions]]; it is needed under { $kind }.
difference-permission-wished = { $name } is not listed under [[API permissions]]; { $application } asks for it under { $kind } and works without it.
difference-permission-of-other-kind = { $name } is listed under { $found }; it must be under { $kind }.
difference-permission-superfluous = { $name } is listed under { $kind }; { $application } does not need it.
difference-secret-missing = There is no client secret; one is needed.
difference-secret-unknown = The client secret pasted here starts { $first }; those of the app registration start { $hints }. One of these is needed.
difference-secret-ended = The client secret that starts { $hint } ended on { $day }; a new one is needed.
difference-secret-ended-unnamed = The client secret ended on { $day }; a new one is needed.
difference-secret-ends-soon = The client secret that starts { $hint } ends on { $day }; plan a new one before that day.
difference-secret-ends-soon-unnamed = The client secret ends on { $day }; plan a new one before that day.
difference-application-id-uri-missing = [[Application ID URI]] is empty under [[Expose an API]]; it has to be set first.
difference-scope-missing = { $value } is not under [[Expose an API]]; it is needed there.
difference-scope-nearly = { $nearly } stands under [[Expose an API]]; it must be { $value }, to the letter.
difference-scope-disabled = { $value } is [[Disabled]] under [[Expose an API]]; it must be [[Enabled]].
difference-scope-approver = { $value } is for { $found } under [[Who can consent?]]; it should be { $expected }.
difference-client-missing = { $id } is not under [[Authorized client applications]]; it is needed there.
difference-client-without-scope = { $value } is not ticked for { $id } under [[Authorized client applications]]; it must be.

off-scheme = http or https
off-www = www at the beginning
off-loopback = localhost or 127.0.0.1
off-port = the port
off-host-case = capital letters in the name of the computer
off-path-case = capital letters in the path
off-slash = the slash at the end
off-platform = the platform
list-of-two = { $one } and { $other }

# What was pasted as a manifest and cannot be read as one.
# One message a kind: what happened; .why; .do-1 to .do-3; .button.

problem-manifest-missing = This is not a manifest
    .why = A manifest is a text that begins with a curly bracket and lists what the app registration has.
    .do-1 = Open [[Manifest]] of the app registration in the portal, select all, copy, and paste again.
    .button = Paste again

problem-manifest-cut = The end of the manifest is missing
    .why = The text stops at line { $line }, before its brackets are closed. Probably not all of it was selected.
    .do-1 = Click into the text under [[Manifest]], press Ctrl+A, copy, and paste again.
    .button = Paste again

problem-manifest-broken = The manifest cannot be read
    .why = Something that does not belong there stands in line { $line }, at character { $column }.
    .do-1 = Copy it again from [[Manifest]] in the portal, without changing it, and paste it here.
    .button = Paste again

problem-manifest-unfit = The manifest has a value of the wrong kind
    .why = It stands before line { $line }, character { $column }; Microsoft writes something else there, or the same name stands twice.
    .do-1 = Copy it again from [[Manifest]] in the portal, without changing it, and paste it here.
    .button = Paste again

problem-manifest-too-deep = This is nested deeper than any manifest
    .why = At line { $line }, brackets stand in more brackets than Microsoft ever writes.
    .do-1 = Copy it again from [[Manifest]] in the portal, and nothing else.
    .button = Paste again

problem-manifest-too-many = This has more values than any manifest
    .why = Up to line { $line } there are more of them than Microsoft lets an app registration have.
    .do-1 = Copy it again from [[Manifest]] in the portal, and nothing else.
    .button = Paste again

problem-manifest-of-other = This is not the manifest of an app registration
    .why = It can be read, and says nothing of the kind a manifest says.
    .do-1 = Open [[Manifest]] of the app registration in the portal, select all, copy, and paste again.
    .button = Paste again

problem-manifest-of-enterprise = This is the enterprise application
    .why = What has to be checked stands at the app registration, which has a manifest of its own.
    .do-1 = Open [[App registrations]], choose the same name there, then [[Manifest]].
    .do-2 = Select all, copy, and paste again.
    .button = Paste again

problem-manifests-several = There are { $count } app registrations in this text
    .why = Only one can be checked at a time, and nothing says which one is meant.
    .do-1 = Open [[Manifest]] of the one you mean in the portal, select all, copy, and paste again.
    .button = Paste again

problem-manifests-none = This list of app registrations is empty
    .why = Whoever asked for it may not see any, or asked in another directory.
    .do-1 = Open [[Manifest]] of the app registration in the portal, select all, copy, and paste again.
    .button = Paste again

problem-manifest-holds-secret = This manifest has the client secret in a name
    .why = Names and addresses of a manifest are shown; a secret must not be, so nothing of it was kept.
    .do-1 = Make a new client secret, give it a name of its own, and delete this one in the portal.
    .do-2 = Then copy the manifest again and paste it here.
    .button = Paste again

# Permissions side by side: what the application needs, what was asked for, what was granted.

permissions-missing = Something that { $application } needs was not granted
permissions-too-much = All that { $application } needs was granted, and more than that
permissions-fit = All that { $application } needs was granted, and no more
permissions-name = Permission
permissions-needed = Needed
permissions-asked = Asked for
permissions-granted = Granted
permissions-yes = Yes
permissions-no = No
permissions-wished = Not strictly
permissions-untold = Not told
permissions-more = { $count ->
        [one] One more permission was granted that { $application } does not need.
       *[other] { $count } more permissions were granted that { $application } does not need.
    }

# Below a permission; its name stands before.
permission-missing-tick = Under [[API permissions]], choose [[Add a permission]], { $api }, { $kind } and tick { $name }. Is it listed there already? Then it still has to be approved.
permission-spared = { $application } works without it.
permission-untold = The answer does not always name it; that says nothing about it.
permission-in-exchange = A role in Exchange grants it; the test message shows whether it does.
permission-everywhere = Granted for every mailbox, though a role in Exchange is to limit it. Remove it under [[API permissions]].
permission-harmless = Every new registration has it, and it does no harm.
permission-too-much = { $application } does not need { $count ->
        [one] it. It stops nothing; whoever looks after the app registration may want to remove it
       *[other] these. They stop nothing; whoever looks after the app registration may want to remove them
    } under [[API permissions]].

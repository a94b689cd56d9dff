# Do it by script: the page in the window. What the script itself says stands in script.ftl.

button-by-script = Do the steps in the portal by script
button-script-copy = Copy the script
button-script-copy-again = Copy the script again
button-script-save = Save as a file
button-script-shell = Open Cloud Shell
button-script-paste = Paste what it printed
button-script-close = Back to the steps
toast-script = The script is saved: { $path }

by-script-title = Do it by script
by-script-lead = For people who prefer commands. Sendoff writes the script and does not run it: you read it and run it where you are signed in to { $provider }.
by-script-does-register = It makes one app registration, { $name }, for { $application }, with its redirect URIs.
by-script-does-permissions = { $count ->
        [one] It asks for one permission.
       *[other] It asks for { $count } permissions.
    } They are the ones the recipe names.
by-script-does-expose = It sets [[Expose an API]], because { $application } asks for it.
by-script-does-approve = It approves the permissions for everybody in the directory. If it may not, it says so and goes on.
by-script-does-secret = It makes a client secret that lasts { $months } months, and shows it once.
by-script-does-print = It prints one block to bring back here. It changes nothing that is there already.
by-script-dialect = What runs it?
by-script-azure-cli = Azure CLI
by-script-azure-cli-hint = In Cloud Shell, in the browser, which asks for an Azure subscription. Or in a terminal with Azure CLI.
by-script-powershell = Microsoft Graph PowerShell
by-script-powershell-hint = On a computer with PowerShell and the module [[Microsoft.Graph]].
by-script-months = How long may the client secret last?
by-script-months-hint = The organisation may allow less; then Microsoft refuses it and the script says so.
by-script-months-option = { $months } months
by-script-approve = An administrator runs it: approve the permissions as well
by-script-impossible = For { $application } no script can be written: the ID of one of its permissions is in no public source. Go back to the steps.
by-script-run-title = Run it
by-script-read = Read the script. No secret is in it.
by-script-run-azure-cli = Copy it, open Cloud Shell, choose [[Bash]], paste it there and press Enter.
by-script-run-powershell = Copy it, open PowerShell, paste it there and press Enter. It asks you to sign in.
by-script-bring-back = Copy the block it prints in the end, from the first line of equals signs to the last.
by-script-label = The script
by-script-paste-title = Bring back what it printed
by-script-paste = Paste the block
by-script-in-part = Found: { $found }. Not in what you pasted: { $missing }. Copy the whole block and paste it again.
by-script-done = The script has filled in the IDs and the client secret, and the steps it made are ticked. What is open is still to do.
by-script-no-redirect = { $address } is not among the redirect URIs that the script printed. Add it here.
by-script-practice = Nothing is run at Microsoft. Paste the script on the page Cloud Shell of the practice portal: it reads the requests in it, makes the app registration in the practice directory, and prints the block.
by-script-practice-elsewhere = The practice portal reads the script for Azure CLI only. This one can be read and saved here, and run in a directory of your own.

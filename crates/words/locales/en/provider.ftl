# A provider that the set-up names itself: its names, what is found under them, and where secrets would go.

button-find-provider = Look up the provider
button-find-provider-again = Look up again

stage-find-provider = Provider
    .waiting = { $host } will be asked what it is
    .working = Asking { $host } what it is
    .done = { $host } says what it is
    .failed = What { $host } says of itself cannot be used
    .skipped = { $host } was not asked
    .again = Asking { $host } again

provider-found = { $host } says what it is; its mail servers take connections. Looked up { $when }

provider-where-title = Where it leads
provider-where-lead = That is what { $host } says of itself. The secret and the access go to these computers, and to no other. Each must show a certificate with its own name.
provider-signs-in = { $host }: people sign in there, in the browser
provider-signs-in-and-takes-secret = { $host }: people sign in there, in the browser, and it is sent the client secret
provider-takes-secret = { $host }: it is sent the client secret
provider-mail-smtp = { $host }, port { $port }: mail is sent there, with the access
provider-mail-imap = { $host }, port { $port }: mail is read there by IMAP, with the access
provider-mail-pop3 = { $host }, port { $port }: mail is read there by POP3, with the access
provider-strange-host = { $host } is named quite differently from { $named }. Find it on the provider's own pages before you tick the box.
provider-foreign-letters = { $host } stands for a name with letters of other alphabets, and some of them look like ours. Compare it with the provider's own pages before you tick the box.

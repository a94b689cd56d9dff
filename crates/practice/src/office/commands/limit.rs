//! The two ways of limiting an application to mailboxes: RBAC for Applications, and the older application access policies.

use super::line::Line;
use super::{CommandRefusal, not_found};
use crate::directory::{AccessPolicy, AppId, MailGroup, ManagementScope, ObjectId, RoleAssignment};
use crate::office::{Office, State};

impl Office {
    pub(super) fn run_limiting_command(&self, line: &Line) -> Result<String, CommandRefusal> {
        let mut state = self.lock();
        let said = match line.command.to_ascii_lowercase().as_str() {
            "new-managementscope" => new_scope(&mut state, line),
            "new-managementroleassignment" => new_assignment(&mut state, line),
            "test-serviceprincipalauthorization" => test_assignments(&state, line),
            "new-distributiongroup" => new_group(&mut state, line),
            "new-applicationaccesspolicy" => new_policy(&mut state, line),
            "remove-applicationaccesspolicy" => remove_policy(&mut state, line),
            "test-applicationaccesspolicy" => test_policies(&state, line),
            _ => Err(CommandRefusal::Unknown(line.command.clone())),
        }?;
        state.save();
        Ok(said)
    }
}

/// The filter names addresses: `PrimarySmtpAddress -eq 'a@b' -or PrimarySmtpAddress -eq 'c@d'`.
fn new_scope(state: &mut State, line: &Line) -> Result<String, CommandRefusal> {
    let (name, filter) = (line.required("Name")?, line.required("RecipientRestrictionFilter")?);
    let exchange = &mut state.directory.exchange;
    if exchange.scopes.iter().any(|scope| scope.name.eq_ignore_ascii_case(name)) {
        return Err(CommandRefusal::Exists(name.to_owned()));
    }
    let addresses = addresses(filter).ok_or_else(|| line.not_valid("RecipientRestrictionFilter", filter))?;
    exchange.scopes.push(ManagementScope { name: name.to_owned(), addresses });
    Ok(format!("Name {name}"))
}

/// The addresses a filter compares with; `None` when it compares with anything else.
fn addresses(filter: &str) -> Option<Vec<String>> {
    let compared = |term: &str| {
        let (property, value) = term.trim().trim_matches(['(', ')']).split_once("-eq")?;
        let known = ["PrimarySmtpAddress", "EmailAddresses", "WindowsLiveID", "UserPrincipalName"];
        let known = known.iter().any(|known| known.eq_ignore_ascii_case(property.trim()));
        let value = value.trim().trim_matches(['\'', '"']);
        (known && value.contains('@')).then(|| value.to_owned())
    };
    filter.split("-or").map(compared).collect()
}

fn new_assignment(state: &mut State, line: &Line) -> Result<String, CommandRefusal> {
    let (object, role): (ObjectId, _) = (line.id("App")?, line.required("Role")?);
    let scope = line.value("CustomResourceScope").map(str::to_owned);
    let exchange = &mut state.directory.exchange;
    if !exchange.principals.iter().any(|principal| principal.object == object) {
        return Err(not_found(&object.to_string()));
    }
    if !ROLES.iter().any(|known| known.eq_ignore_ascii_case(role)) {
        return Err(not_found(role));
    }
    let there = |name: &String| exchange.scopes.iter().any(|scope| scope.name.eq_ignore_ascii_case(name));
    if let Some(missing) = scope.as_ref().filter(|name| !there(name)) {
        return Err(not_found(missing));
    }
    exchange.assignments.push(RoleAssignment { object, role: role.to_owned(), scope });
    Ok(format!("Role {role}, App {object}"))
}

/// Roles of applications (protocol facts 3.10), those the office does something with. IMAP and POP3 have none.
const ROLES: [&str; 6] = [
    "Application Mail.Read",
    "Application Mail.ReadBasic",
    "Application Mail.ReadWrite",
    "Application Mail.Send",
    "Application Calendars.Read",
    "Application SMTP.SendAsApp",
];

fn test_assignments(state: &State, line: &Line) -> Result<String, CommandRefusal> {
    let object: ObjectId = line.id("Identity")?;
    let address = line.value("Resource").unwrap_or_default();
    let exchange = &state.directory.exchange;
    let own: Vec<_> = exchange.assignments.iter().filter(|one| one.object == object).collect();
    if own.is_empty() {
        return Err(not_found(&object.to_string()));
    }
    let row = |one: &&RoleAssignment| {
        let within = if exchange.assigned(object, &one.role, address) { "True" } else { "False" };
        format!("{}\t{}\t{within}", one.role, one.scope.as_deref().unwrap_or("Organization"))
    };
    Ok(format!("RoleName\tAllowedResourceScope\tInScope\n{}", own.iter().map(row).collect::<Vec<_>>().join("\n")))
}

/// Only a group of the type Security can be what a policy names.
fn new_group(state: &mut State, line: &Line) -> Result<String, CommandRefusal> {
    let (name, member) = (line.required("Name")?, line.required("Members")?);
    line.is("Type", &["Security"])?;
    let address = state.directory.mailbox(member).ok_or_else(|| not_found(member))?.address.clone();
    let groups = &mut state.directory.exchange.groups;
    if groups.iter().any(|group| group.name.eq_ignore_ascii_case(name)) {
        return Err(CommandRefusal::Exists(name.to_owned()));
    }
    groups.push(MailGroup { name: name.to_owned(), members: vec![address] });
    Ok(format!("Name {name}"))
}

fn new_policy(state: &mut State, line: &Line) -> Result<String, CommandRefusal> {
    let app: AppId = line.id("AppId")?;
    let group = line.required("PolicyScopeGroupId")?;
    let only = line.is("AccessRight", &["RestrictAccess", "DenyAccess"])? == "RestrictAccess";
    let named = state.directory.exchange.groups.iter().find(|one| one.name.eq_ignore_ascii_case(group));
    let mailbox = || state.directory.mailbox(group).map(|mailbox| mailbox.address.clone());
    let group = named.map(|one| one.name.clone()).or_else(mailbox).ok_or_else(|| not_found(group))?;
    let policy = AccessPolicy { app, group, only };
    if state.directory.exchange.policies.contains(&policy) {
        return Err(CommandRefusal::Exists(policy.identity()));
    }
    let identity = policy.identity();
    state.directory.exchange.policies.push(policy);
    Ok(format!("Identity {identity}"))
}

fn remove_policy(state: &mut State, line: &Line) -> Result<String, CommandRefusal> {
    let identity = line.required("Identity")?;
    let policies = &mut state.directory.exchange.policies;
    let found = policies.iter().position(|policy| policy.identity() == identity);
    policies.remove(found.ok_or_else(|| not_found(identity))?);
    Ok(String::new())
}

fn test_policies(state: &State, line: &Line) -> Result<String, CommandRefusal> {
    let (app, mailbox): (AppId, _) = (line.id("AppId")?, line.required("Identity")?);
    let address = &state.directory.mailbox(mailbox).ok_or_else(|| not_found(mailbox))?.address;
    let result = if state.directory.exchange.admits(app, address) { "Granted" } else { "Denied" };
    Ok(format!("AppId {app}, Mailbox {address}, AccessCheckResult {result}"))
}

#[cfg(test)]
mod tests {
    use super::addresses;

    #[test]
    fn a_filter_names_addresses_or_is_refused() {
        let some = |these: &[&str]| Some(these.iter().map(|&it| it.to_owned()).collect::<Vec<_>>());
        assert_eq!(addresses("PrimarySmtpAddress -eq 'a@x'"), some(&["a@x"]));
        assert_eq!(addresses("(primarysmtpaddress -eq 'a@x') -or (EmailAddresses -eq \"b@x\")"), some(&["a@x", "b@x"]));
        assert_eq!(addresses("MemberOfGroup -eq 'CN=Tours'"), None);
        assert_eq!(addresses("PrimarySmtpAddress -like '*'"), None);
    }
}

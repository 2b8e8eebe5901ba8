import type { Catalogue } from './zh'

const en: Catalogue = {
  product: { name: 'Yuanheng', what: 'Enterprises of a high-tech zone', foot: 'Yuanheng · data stay on your own server' },
  common: {
    yes: 'Yes', no: 'No', comma: ', ', colon: ': ', in_unit: ' ({unit})', any: 'Any', choose: 'Choose', required: 'Required', date_form: 'YYYY-MM-DD',
    ok: 'OK', cancel: 'Cancel', save: 'Save', edit: 'Edit', remove: 'Delete', close: 'Close', back: 'Back', undo: 'Undo', retry: 'Try again', more: 'Load more',
    print: 'Print', download: 'Download', copy: 'Copy', copied: 'Copied', loading: 'Loading', empty: 'Nothing here',
  },
  menu: { registry: 'Register', data: 'Data', administration: 'Administration', supervision: 'Supervision' },
  page: {
    workbench: 'Workbench', sign_in: 'Sign in', first_start: 'First start', activation: 'Activate account', must_change: 'Change password', must_enroll: 'Switch on one-time codes', account: 'Account', inbox: 'Messages',
    imports: 'Imports', jobs: 'Background jobs', matrix: 'Permission matrix', settings: 'Settings', audit: 'Audit log', forbidden: 'No access', missing: 'Page not found', failure: 'Cannot be opened now',
  },
  role: {
    administrator: 'Administrator', auditor: 'Auditor', leader: 'Zone leader', officer: 'Department officer', park_operator: 'Park operator', enterprise_user: 'Enterprise user',
  },
  shell: {
    skip: 'Skip to content', menu: 'Main menu', trail: 'You are here', fold: 'Narrow the menu', unfold: 'Widen the menu', search: 'Search enterprises, pages', large: 'Large', large_hint: 'Switch large text',
    other_language: '中文', inbox: 'Messages, {n} unread', account_menu: 'Account menu', shortcuts: 'Keyboard shortcuts', sign_out: 'Sign out',
    offline: 'The server cannot be reached. What you have entered is still on this page; go on when it is back.',
  },
  palette: { label: 'Name or credit code of an enterprise, or a page', results: 'Results', none: 'No enterprise or page matches' },
  keys: {
    palette: 'Search enterprises and pages', search: 'To the search field', create: 'New record', edit: 'Edit this record', filters: 'More or fewer conditions', save: 'Save', previous: 'Previous page', next: 'Next page',
    help: 'Show this help', close: 'Close a dialog', single: 'Use single-letter shortcuts',
  },
  problem: {
    unexpected: 'The page has failed; please reload it', unreachable: 'The server cannot be reached', unreachable_hint: 'Check the network; if colleagues cannot open it either, tell the administrator',
    status: 'The server did not complete this ({status})', request: 'Request {id}',
  },
  missing: { text: 'There is no page at this address', hint: 'The link may be cut short, or the record was deleted', home: 'To the workbench' },
  forbidden: { text: '{name}, you may not open this page', hint: 'If your work needs it, ask the administrator to change your appointment' },
  sign_in: {
    text: 'Use the account that the administration gave you', login: 'Account', password: 'Password', code: 'One-time code', code_text: 'Enter the 6 digits of your authenticator', code_note: 'Without your phone, enter one of the recovery codes',
    submit: 'Sign in', wait: 'Again in {n} s', help: 'If you have forgotten your password, ask your administrator to reset it', again: 'Your session has ended', again_text: 'To protect the data you have to sign in again after a while. You then go on with this page; what you have entered is kept.', other_user: 'Sign in as somebody else',
  },
  confirm: { title: 'Please confirm that it is you', text: 'This is a sensitive operation. Enter your password.', submit: 'Confirm' },
  idle: { title: 'About to sign out', text: 'Nothing has been done for a while. You will be signed out in {n} seconds.', stay: 'Stay signed in' },
  first_start: {
    text: 'There are no users yet. Make the first administrator with the one-time token that the server printed on its terminal.', token: 'One-time token', token_note: 'Shown by yuanheng serve, good for 24 hours',
    login_note: 'Lower-case letters and digits; cannot be changed later', submit: 'Make the administrator', done: 'The administrator is made; please sign in',
  },
  activation: { text: 'Choose your password. The activation link stops working then.', token: 'Activation code', submit: 'Set password and activate', done: 'The account is active; please sign in' },
  password: {
    title: 'Password', current: 'Current password', new: 'New password', again: 'New password again', rules: 'At least 12 characters; not your name, the zone or a common password', differ: 'The two are not the same',
    submit: 'Change password', changed: 'Password changed; other devices were signed out', must_text: 'Your password has expired or was reset. Change it before you go on.',
  },
  totp: {
    title: 'One-time codes (second factor)', is_on: 'On: signing in takes the code of your authenticator beside the password.', is_off: 'Off. With it on, a stolen password is not enough to sign in.',
    enrol: 'Switch on', scan: 'Scan the code with your authenticator, then enter the 6 digits it shows.', qr: 'QR code of the second factor', by_hand: 'If it cannot be scanned, enter this key:',
    code: '6-digit code', confirm: 'Confirm', on: 'One-time codes are on', off: 'One-time codes are off', remove: 'Switch off', remove_text: 'Signing in will then take the password only. Switch it off?',
    recovery_text: 'Write down or print these recovery codes and keep them safe. Each replaces the one-time code once if you lose your phone. They are shown only now.', kept: 'I have kept them', must_text: 'The security rules ask for one-time codes in your position.',
  },
  account: {
    me: 'About me', name: 'Name', every_zone: 'Every zone', sessions: 'Where you are signed in', device: 'Device', peer: 'IP address', since: 'Signed in', seen: 'Last active', this: 'This one',
    end: 'Sign out', end_text: 'The device is signed out at once.', end_others: 'Sign out the others', end_all_text: 'Every device but this one is signed out at once.', ended: 'Signed out',
  },
  inbox: { none: 'No messages', read_all: 'Mark all as read', unread: 'Unread: ' },
  workbench: { figures: 'Key figures', todo: 'To do', nothing: 'Nothing to do', quick: 'Shortcuts', warnings: 'Warnings', recent: 'Latest changes', notices: 'Notices' },
  figures: { title: 'Published figures and the register', name: 'Figure', period: 'Period', published: 'Published', counted: 'Register' },
  list: {
    search: 'Search', words: 'Words', run: 'Search', reset: 'Reset', unfold: 'More', fold: 'Fewer', from: '{name}, from', to: '{name}, to', least: 'From', most: 'To', since: 'From', until: 'Until',
    index: 'No.', actions: 'Actions', select_page: 'Select all of this page', select_row: 'Select row {n}', selected: '{n} selected', clear: 'Clear selection', bulk: 'Change selected', bulk_all: 'Change all {n}',
    conditions: 'Other conditions', drop: 'Drop the condition: {name}', refresh: 'Refresh', import: 'Import', export: 'Export', create: 'New {kind}', edit_named: 'Edit {name}', remove_named: 'Delete {name}',
    none: 'No {kind} yet', none_hint: 'Nothing has been entered', none_hint_import: 'Add them one by one, or fill in the template and import it', none_found: 'No {kind} found', none_found_hint: 'Loosen or reset the conditions',
    pages: 'Pages', total: '1 record | {n} records', counting: 'Counting…', page_size: 'Rows per page', per_page: '{n} / page', first: 'First', previous: 'Previous page', next: 'Next page', page: 'Page {page}', page_of: 'Page {page} of {pages}',
  },
  condition: {
    eq: '{name} is {value}', ne: '{name} is not {value}', in: '{name} is one of {value}', from: '{name} ≥ {value}', to: '{name} ≤ {value}', contains: '{name} contains “{value}”', empty: '{name} is empty', filled: '{name} is not empty',
  },
  columns: { fit: 'auto', width: 'Width in px: {name}', draw: 'Drag to change the width, double-click to fit', title: 'Columns', usual: 'Default', up: 'Move {name} up', down: 'Move {name} down' },
  views: {
    title: 'Views', menu: 'Saved views', save: 'Save as a view', save_text: 'Keeps the conditions, the order and the columns.', manage: 'Manage views', edit: 'Change view', name: 'Name of the view', share: 'Share with the zone', shared: 'shared', by: 'by {name}',
    update: 'Set to current', rename: 'Rename {name}', remove_named: 'Delete {name}', saved: 'View saved', remove: 'Delete view', remove_text: 'Delete the view “{name}”? Colleagues it is shared with lose it too.', removed: 'View deleted',
  },
  export: {
    title: 'Export', rows: 'Rows', all: 'All found ({n})', page: 'This page ({n})', selected: 'Selected ({n})', columns: 'Columns', shown: 'The {n} columns of the list', all_columns: 'All columns', format: 'Format',
    xlsx: 'Excel workbook (.xlsx)', csv: 'CSV (with BOM, opens in Excel)', start: 'Export', job: 'Export: {name} ({format})',
  },
  bulk: {
    title: 'Change many', selected: '{n} selected records will be changed', all: 'All {n} records found will be changed', field: 'Field', value: 'New value', empty_note: 'Empty clears what stands there',
    note: 'The number is checked again first; nothing is changed where it differs. Every record keeps its history.', run: 'Change {n}', done: '1 record changed | {n} records changed',
  },
  form: {
    more: 'More', wrong: '{n} to be corrected', unsaved: '{n} not saved', saved: 'Saved: {name}', edit: 'Edit {name}', leave: 'Discard unsaved changes?', leave_text: 'What you have changed on this page will be lost.', leave_yes: 'Discard',
  },
  invalid: {
    required: 'Required', long: 'At most {most} characters', number: 'Enter a number', whole: 'Enter a whole number', places: 'At most {most} decimals', low: 'At least {least}', high: 'At most {most}',
    uscc: 'A credit code has 18 characters (without I, O, S, V, Z)', uscc_check: 'The check character is wrong; compare with the business licence', email: 'Not an e-mail address', phone: 'Not a phone number',
  },
  conflict: {
    title: 'Somebody else has changed this record', text: 'Since you opened it, the record was saved at {at}. Choose for each field which value stays, then save again.', field: 'Field', mine: 'Yours', other: 'Now stored', same: 'Both are the same', back: 'Back to the form', take: 'Take the chosen values', settled: 'Merged; check and save',
  },
  remove: { title: 'Delete {kind}', text: 'Delete “{name}”? You can undo it for a short while.', done: 'Deleted: {name}', restored: 'Restored: {name}' },
  detail: { facts: 'Facts', history: 'History' },
  history: { before: 'Before', after: 'After', none: 'No changes yet' },
  verb: {
    create: 'Created', update: 'Changed', edit: 'Changed', remove: 'Deleted', delete: 'Deleted', restore: 'Restored', import: 'Imported', rollback: 'Import rolled back', roll_back: 'Import rolled back', bulk: 'Changed with others', export: 'Exported', view_personal: 'Personal data seen',
    open: 'Signed in', refused: 'Sign-in refused', close: 'Signed out', confirm: 'Confirmed identity', invite: 'Invited', activate: 'Activated', disable: 'Disabled', enable: 'Enabled', reset: 'Password reset', unlock: 'Unlocked', add: 'Appointed', end: 'Ended', password: 'Password changed', lock: 'Locked',
    publish: 'Import confirmed', cancel: 'Cancelled', verify: 'Verified', stage: 'Stage changed', merge: 'Merged', split: 'Split', change_code: 'Credit code changed',
    displaced: 'Replaced by a newer sign-in', locked: 'Locked', ended: 'Signed out by others', others_ended: 'Other sessions ended', end_session: 'Session ended', end_sessions: 'All sessions ended',
    end_other_sessions: 'Other sessions ended', sessions: 'Sessions seen', second_factor_begin: 'Second factor begun', second_factor_begun: 'Second factor begun', second_factor_confirm: 'Second factor on',
    second_factor_on: 'Second factor on', second_factor_end: 'Second factor off', second_factor_off: 'Second factor off', activate_done: 'Activated', approve_reset: 'Password reset approved',
    reset_all: 'All factors reset', reset_on_host: 'Reset on the host', list: 'List seen', view: 'Seen', show: 'Seen', history: 'History seen', timeline: 'Timeline seen', file: 'Enterprise file seen',
    figures: 'Figures seen', rows: 'Import rows seen', places: 'Places seen', events: 'Progress seen', template: 'Template downloaded', download: 'Downloaded', archive: 'Archived', exported: 'Exported',
    verified: 'Verified', readers: 'Readers seen', check: 'Checked', reject: 'Rejected', ask_rollback: 'Roll-back asked for', fail: 'Job failed', read: 'Read', read_all: 'All read',
    run: 'Run', token: 'First-start token', classify: 'Classified', code: 'Credit code changed', unmerge: 'Merger undone',
  },
  action: { view_personal: 'Personal data seen', export: 'Exported', refused: 'Access refused' },
  entity: { session: 'Session', setting: 'Setting', import_batch: 'Import batch', appointment: 'Appointment', user: 'User', audit: 'Audit', job: 'Job', file: 'File', import: 'Import', account: 'Account', view: 'View', notification: 'Message', first_start: 'First start', activation: 'Activation' },
  source: { by: 'Entered by', at: 'When', from: 'From', reason: 'Reason', form: 'Entered on the page', row: '{sheet} row {row}' },
  group: { identity: 'Registration', business: 'Business and stage', place: 'Place', basic: 'Facts', building: 'Building', other: 'Other' },
  import: {
    title: 'Import {kind}', template: 'Download template', drop: 'Drop the file here, or', choose: 'choose one', formats: '.xlsx or .csv (UTF-8 or GBK), 64 MB at most', uploading: 'Uploading',
    bad_type: '“{name}” is neither .xlsx nor .csv', too_large: 'The file is over {most} MB; split it', empty_file: 'The file is empty',
    how: { template: 'Download the template and fill it in', fill: 'The upload is checked first: nothing is written, every bad cell is named', check: 'Look at what is new and what changes, then confirm; a batch can be rolled back later' },
    step: { upload: 'Upload', check: 'Check', confirm: 'Confirm', result: 'Done' },
    checking: 'Checking {name}', confirming: 'Writing {name}', rows_done: '{done} of {total} rows', may_leave: 'You may leave this page and go on from Imports later',
    state: { checking: 'Being checked', ready: 'To be confirmed', rejected: 'Rejected', confirming: 'Being written', published: 'Imported', rolled_back: 'Rolled back', cancelled: 'Cancelled' },
    state_text: {
      checking: 'Being checked', ready: 'Checked: {n} rows can be imported, {bad} have problems', rejected: 'Rejected: no row can be imported', confirming: 'Being written', published: 'Imported: {n} rows written', rolled_back: 'Rolled back: the data are as they were before', cancelled: 'Cancelled: nothing was written',
    },
    file: '{name}, uploaded by {by}, {at}', rows: { total: 'Rows', new: 'New', changed: 'Changed', same: 'Same', bad: 'Bad' },
    unknown: 'Columns not recognised and left out: {names}', problems: 'Problems ({n})', sheet: 'Sheet', row: 'Row', column: 'Column', problem: 'Problem', mend: 'How to mend it', more_problems: 'The first {n} problems only; the error workbook has all', error_file: 'Download error workbook',
    preview: { new: 'New ({n})', changed: 'Changed ({n})', bad: 'Bad rows ({n})' }, first_rows: 'The first {n} rows only',
    bad_note: '{n} bad rows will not be imported; mend them in the error workbook and upload it', other: 'Another file', next: 'Import more', confirm: 'Import', confirm_n: 'Import {n} rows', confirm_title: 'Import?',
    confirm_text: '{fresh} new records, {changed} changed; {bad} bad rows are left out. The batch can be rolled back from Imports.', to_list: 'To the list', open: 'Open batch',
  },
  imports: {
    file: 'File', entity: 'Data', state: 'State', user: 'By', created: 'Uploaded', published: 'Imported', none: 'No imports', roll_back: 'Roll back',
    roll_back_text: 'Rolls back “{name}”: deletes its {fresh} new records and restores the {changed} it changed. Records changed since then stand in the way.', rolling_back: 'Roll back {name}', rolled_back: 'Rolled back', rolled_back_at: 'Rolled back by {by}, {at}', published_at: 'Imported {at}',
  },
  job: {
    column: { kind: 'Job', state: 'State', progress: 'Progress', created: 'Asked for', ended: 'Ended', result: 'Result' },
    state: { waiting: 'Waiting', running: 'Running', done: 'Done', failed: 'Failed', cancelled: 'Cancelled' },
    kind: { export: 'Export', import_check: 'Import check', import_publish: 'Import', import_rollback: 'Import roll-back', import_confirm: 'Import', audit_verify: 'Audit verification', audit_export: 'Audit export', entity_export: 'Export' },
    rows: '{n} rows', cancel: 'Cancel job', cancel_text: 'Cancel it? What is not finished is dropped.', none: 'No background jobs', none_hint: 'Exports, import checks and other long work are listed here',
  },
  file: {
    change: 'Change', facts: 'Facts', key: 'Key facts', contents: 'On this page', timeline: 'Timeline', no_timeline: 'No events yet', as_of: 'As of', today: 'Today', now: 'now', above_scale: 'Above scale', generated: 'Sample', generated_text: 'Invented by the program, not a real enterprise',
    then: 'The enterprise as it was on {day}', state: '({from} to {to})', back: 'Back to today', column: { state: 'State', holds: 'On that day', inherited_from: 'From a merged enterprise', label: 'Relation', other_uscc: 'Credit code' }, value: { valid: 'valid', expired: 'expired', coming: 'not yet valid', true: 'holds', false: 'over' }, states: 'Past states', since: 'before',
    copy_code: 'Copy the credit code', hover: 'Point at a value or focus it for its source', updated: 'Last changed {at}',
  },
  happen: {
    stage: 'Change stage', code: 'Change credit code', merge: 'Merge', unmerge: 'Undo merger', split: 'Split', done: 'Done: {what}', date: 'Takes effect', reason: 'Reason',
    stage_text: 'Signed, landed, construction, trial and production follow one another; suspended, left and deregistered can be entered at any time.', code_text: 'Enters the new credit code of “{name}”; the old one is kept as a former code and still finds it.', merge_text: '“{name}” becomes part of another enterprise: titles, relations and codes go there, and it is deregistered.',
    unmerge_text: 'Puts “{name}” back as it was before the merger, with what was handed over.', split_text: 'New enterprises split off from “{name}” and are registered in the same park.', new_stage: 'New stage', new_code: 'New credit code', into: 'Merged into', parts: 'Enterprises that split off', add_part: 'One more', ends: 'The enterprise itself ends (deregistered)',
    correction_stage: 'Correction: it was entered wrongly; any stage will do', correction_code: 'Correction: it was entered wrongly; the old code is not kept',
  },
  timeline: { milestone: 'Event', stage: 'Stage', title: 'Title', relation: 'Relation', version: 'Change', site: 'Place', classification: 'Industry', former_identity: 'Name, code', registered: 'Founded', contact: 'Contact' },
  user: {
    appointments: 'Appointments', role: 'Role', where: 'Where', from: 'From', to: 'Until', to_note: 'Empty: no end', zone: 'Zone', zone_note: 'Empty: every zone', department: 'Department', park: 'Park', enterprise: 'Enterprise',
    appoint: 'New appointment', appointed: 'Appointed', end: 'End', end_text: 'End the appointment as {role}? The rights are gone at once.', ended: 'Appointment ended', no_appointments: 'No appointments', no_appointments_hint: 'A user without appointments sees no data',
    invite: 'Invite again', invited: 'Invitation of {name}', unlock: 'Unlock', unlocked: '{name} is unlocked', reset: 'Reset password', reset_text: 'The password of {name} stops working at once, and every device is signed out.', reset_done: 'Password of {name} reset',
    reset_all: 'Reset password and codes', reset_all_text: 'The password and the one-time codes of {name} stop working at once and have to be set up again.', approve_reset: 'Approve reset', reset_approved: 'Reset of {name} approved', approval_needed: 'A second administrator has to approve before it works.',
    disable: 'Disable', disable_text: '{name} is signed out at once and cannot sign in again; the history stays.', disabled: '{name} is disabled', enable: 'Enable', enabled: '{name} is enabled',
    token_text: 'Hand this link to the person yourself or inside the house. It works until {until} and is shown only now.',
  },
  matrix: { text: 'Which roles may run each operation, and where; made from the program’s own declarations, so it is what is enforced.', csv: 'Download CSV', find: 'Find an operation', operation: 'Operation', no: 'Not allowed' },
  settings: { none: 'Nothing to set', saved: 'Settings saved', reset: 'Reset', by: 'Changed by {by}, {at}' },
  audit: {
    seq: 'No.', at: 'When', user: 'User', action: 'Action', record: 'Record', record_id: 'Record id', entity: 'Kind of record', enterprise: 'Enterprise', result: 'Result', peer: 'IP address', reason: 'Reason', days: 'Days', allowed: 'allowed', refused: 'refused',
    none: 'No entries found', open: 'Details', open_named: 'Details of entry {n}', entry: 'Audit entry {n}', hash: 'Chain value', no_values: 'No fields changed', verify: 'Verify chain', export: 'Export log',
  },
  print: { by: 'Printed by {name}, {at}' },
}
export default en

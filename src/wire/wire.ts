/** Generated from the PHP schemas by `node tools/wire.mjs`. Do not edit. */

export type Activation = {
	type: ( 'support.offered' | 'support.declined' | 'support.requested' | 'delivery.sent' | 'delivery.failed' );
	origin: string;
	conversation: string | null;
	at: string | null;
};

export type ActivationPage = {
	items: Array< Activation >;
	next_cursor: string | null;
};

export type AddAddressesAnswer = {
	items: Array< WebAddress >;
};

export type AddAddressesBody = {
	urls: string;
	kind: ( 'page' | 'sitemap' );
	only_paths?: string;
	not_paths?: string;
	pace?: ( 'daily' | 'weekly' | 'monthly' );
	page_limit?: number;
};

export type AddAnswerAnswer = WrittenAnswer;

export type AddAnswerBody = {
	question: string;
	answer: string;
	language?: string;
	override?: string;
};

export type AddExampleRepliesAnswer = CannedReplies;

export type AddExampleRepliesBody = {
	languages: ( Array< ( 'en' | 'fr' ) > );
};

export type AddLessonAnswer = {
	id: string;
};

export type AddLessonBody = {
	problem?: string;
	cause?: string;
	action?: string;
	result?: string;
	acted_on?: string | null;
	conversations?: Array< string >;
};

export type AddTestAnswer = TestQuestion;

export type AddTestBody = {
	question: string;
	language?: string;
	sources?: Array< string >;
	contains?: Array< string >;
	lacks?: Array< string >;
	refuse?: boolean;
	reference?: string;
	conversation?: string;
	message?: string;
};

export type AgentPreferences = {
	enter_sends: boolean;
	undo_send: boolean;
	open_next: boolean;
	mention_mails: boolean;
	title_count: boolean;
	sound: boolean;
	notify_mention: boolean;
	notify_assigned: boolean;
	notify_waiting: boolean;
	notify_woken: boolean;
	notify_team: boolean;
	notify_message: boolean;
	quiet_hours: QuietHours | null;
};

export type AlertFigures = {
	mails_by_day: Record< string, number >;
	requests: number;
	by_reason: Record< string, number >;
	by_page: Array< { page: string; count: number; } >;
	by_theme: Array< { theme: string; count: number; } >;
	answer_seconds: { mean: number | null; median: number | null; answered: number; };
	resolved: number;
	resolution_rate: number | null;
	satisfaction: number | null;
	rules: Array< { rule: string; name: string; alerts: number; needless: number; } >;
};

export type AlertHealth = {
	problems: Array< string >;
	warnings: Array< string >;
	sender: string;
	mailers: Array< string >;
	hints: Array< SenderHint >;
};

export type AlertItem = {
	id: string;
	kind: AlertKind;
	rule: string;
	reason: string;
	matched: string;
	conversation: string | null;
	preview: string;
	acknowledged_at: string | null;
	acknowledged_by: string;
	needless: boolean;
	created_at: string | null;
};

export type AlertKind = 'support' | 'keyword' | 'contact' | 'rating' | 'frustration' | 'category';

export type AlertPage = {
	items: Array< AlertItem >;
	next_cursor: string | null;
};

export type AlertRule = {
	id: string;
	built_in: boolean;
	fault: string | null;
	name: string;
	kind: AlertKind;
	enabled: boolean;
	definition: RuleDefinition;
};

export type AlertRules = {
	items: Array< AlertRule >;
	variables: Array< string >;
	defaults: Record< string, MailTemplate >;
	roles: Array< { id: string; name: string; } >;
	people: Array< PersonPace >;
};

export type AnswerDetails = {
	origin: ( 'recorded' | 'recomputed' );
	question: string;
	searched: string;
	model: string;
	refused: boolean;
	readable: boolean;
	capped: boolean;
	sent: boolean;
	action: ( 'annotate' | 'replace' ) | null;
	support: number | null;
	passages: Array< RankedPassage >;
	sentences: Array< SentenceSupport >;
	flags: Array< GroundingFlag >;
	times: { retrieve: number | null; first: number | null; total: number | null; };
	tokens: { input: number; output: number; } | null;
	cost: { micro: number; currency: string; } | null;
};

export type AnswerImport = {
	id: string;
	name: string;
	state: ( 'receiving' | 'running' | 'done' | 'stopped' );
	total: number;
	done: number;
	added: number;
	changed: number;
	known: number;
	refused: number;
};

export type AnswerMetrics = {
	message: string;
	reason: ( 'person' | 'rule' | 'unfinished' | 'before_indexing' | 'index_off' | 'error' ) | null;
	made_at: string | null;
	details: AnswerDetails | null;
};

export type AnswerVersions = {
	items: Array< { question: string; answer: string; is_first: boolean; author: string; at: string; } >;
};

export type Attachment = {
	id: string;
	name: string;
	mime: string;
	size: number;
	width: number | null;
	height: number | null;
	thumbnail: boolean;
};

export type AttachmentLimits = {
	bytes: number;
	count: number;
	accept: string;
	hint: string;
	url: string;
};

export type Backup = {
	id: number;
	name: string;
	reason: ( 'scheduled' | 'manual' | 'restore' );
	state: ( 'making' | 'checking' | 'sending' | 'done' | 'failed' );
	size: number;
	rows: number;
	encrypted: boolean;
	sent: string | null;
	error: string;
	created_at: string;
	verified_at: string | null;
	tried_at: string | null;
};

export type BackupCheck = {
	created_at: string;
	now: { conversations: number; messages: number; };
	then: { conversations: number; messages: number; };
	lost: { conversations: number; messages: number; };
};

export type BackupList = {
	items: Array< Backup >;
	restore: RestoreState | null;
};

export type BackupPlaceTest = {
	ok: boolean;
	message: string;
};

export type BeginAnswerImportAnswer = AnswerImport;

export type BeginAnswerImportBody = {
	name: string;
	total: number;
};

export type BeginConversationAnswer = StaffConversation;

export type BeginConversationBody = {
	id: string;
	account?: 'web';
	to: string;
	email?: string;
	text: string;
	attachments?: Array< string >;
};

export type BeginTestsAnswer = TestRun;

export type BeginTestsBody = {
	builtin?: boolean;
	cases?: Array< string >;
	provider?: string;
	model?: string;
	system_instructions?: string;
	draft?: { id?: string | null; question: string; answer: string; language?: string; };
	judge?: boolean;
	cap?: string;
	cap_tokens?: number;
};

export type BulkChangeAnswer = BulkRun;

export type BulkChangeBody = {
	id?: string;
	ids?: Array< string >;
	filter?: { view?: ( 'mine' | 'unassigned' | 'all' | 'pending' ); status?: string; todo?: boolean; archived?: ( 'true' | 'false' | 'any' | '1' | '0' ); channel?: string; account?: string; assignee?: string; team?: string; unread?: boolean; stuck?: boolean; rating?: ( 'up' | 'down' ); priority?: ( 'none' | 'low' | 'medium' | 'high' | 'urgent' ); label?: string; category?: string; contact?: string; answers?: ( 'weak' | 'flagged' | 'refused' ); search?: string; figure?: string; from?: string; to?: string; orderby?: string; order?: ( 'asc' | 'desc' ); };
	until?: string;
	action: ( 'archive' | 'unarchive' | 'delete' | 'assign' | 'label' | 'status' );
	status?: ( 'open' | 'pending' | 'snoozed' | 'resolved' );
	snooze?: ( '1h' | '2h' | '4h' | 'tomorrow' | 'next_monday' );
	snoozed_until?: string;
	assignee?: number | null;
	team?: number | null;
	add_labels?: Array< string >;
	remove_labels?: Array< string >;
};

export type BulkCount = {
	count: number;
	more: boolean;
	until: string;
};

export type BulkReason = {
	reason: ( 'unchanged' | 'changed' | 'hidden' | 'assignee' | 'team' | 'labels' | 'gone' | 'error' );
	count: number;
	conversations: Array< string >;
};

export type BulkRun = {
	id: string;
	action: ( 'archive' | 'unarchive' | 'delete' | 'assign' | 'label' | 'status' );
	undoes: boolean;
	state: ( 'collecting' | 'running' | 'done' | 'stopped' );
	stopped: ( 'user' | 'permission' ) | null;
	total: number;
	done: number;
	skipped: number;
	failed: number;
	capped: boolean;
	reasons: Array< BulkReason >;
	undo_until: string | null;
};

export type CannedReplies = {
	items: Array< CannedReply >;
	values: { agent_name: string; site_name: string; };
	examples: boolean;
};

export type CannedReply = {
	id: number;
	code: string;
	title: string;
	folder: string;
	text: string;
	shared: boolean;
	editable: boolean;
};

export type CategorySuggestion = {
	category: number | null;
};

export type CategoryUse = {
	id: number;
	name: string;
	color: string;
	critical: boolean;
	conversations: number;
};

export type Change = {
	id: number;
	kind: ( 'knowledge' | 'setting' );
	user: string | null;
	added: number;
	changed: number;
	removed: number;
	names: Array< string >;
	began_at: string;
};

export type ChangeAddressAnswer = WebAddress;

export type ChangeAddressBody = {
	only_paths?: string;
	not_paths?: string;
	pace?: ( 'daily' | 'weekly' | 'monthly' );
	page_limit?: number;
};

export type ChangeAgentAnswer = StaffAgent;

export type ChangeAgentBody = {
	state?: ( 'here' | 'away' | 'off' );
	capacity?: number | null;
};

export type ChangeAlertAnswer = {
	saved: boolean;
};

export type ChangeAlertBody = {
	acknowledged?: boolean;
	needless?: boolean;
};

export type ChangeCannedReplyAnswer = CannedReply;

export type ChangeCannedReplyBody = {
	code?: string;
	title?: string;
	folder?: string;
	text?: string;
	shared?: boolean;
};

export type ChangeCategoryAnswer = StaffCategory;

export type ChangeCategoryBody = {
	name?: string;
	color?: string;
	critical?: boolean;
	position?: number;
};

export type ChangeContactAnswer = StaffContact;

export type ChangeContactBody = {
	name?: string;
	add?: Array< NewIdentity >;
	remove?: ( Array< { kind: ( 'email' | 'phone' | 'user' | 'customer' ); value: string; } > );
};

export type ChangeConversationAnswer = StaffConversation;

export type ChangeConversationBody = {
	status?: ( 'open' | 'pending' | 'snoozed' | 'resolved' );
	archived?: boolean;
	assignee?: number | null;
	assignee_seen?: number | null;
	team?: number | null;
	team_seen?: number | null;
	priority?: ( 'none' | 'low' | 'medium' | 'high' | 'urgent' );
	labels?: Array< string >;
	add_labels?: Array< string >;
	remove_labels?: Array< string >;
	category?: ( number | null | string );
	snooze?: ( '1h' | '2h' | '4h' | 'tomorrow' | 'next_monday' );
	snoozed_until?: string;
	email?: string | null;
	contact?: string | null;
	limit?: { team?: number; role?: string; } | null;
};

export type ChangeDocumentAnswer = KnowledgeDocument;

export type ChangeDocumentBody = {
	excluded?: boolean;
	boost?: ( 'low' | 'normal' | 'high' );
};

export type ChangeFigures = {
	change: Change;
	days: number;
	others: number;
	measures: Array< ChangeMeasure >;
	tests: ChangeTests;
};

export type ChangeGapAnswer = Gap;

export type ChangeGapBody = {
	state?: ( 'open' | 'ignored' );
	reason?: string;
	assignee?: number | null;
	task?: string;
};

export type ChangeLabelAnswer = StaffLabel;

export type ChangeLabelBody = {
	name?: string;
	color?: string;
};

export type ChangeLessonAnswer = {
	id: string;
};

export type ChangeLessonBody = {
	problem?: string;
	cause?: string;
	action?: string;
	result?: string;
	acted_on?: string | null;
};

export type ChangeMeasure = {
	name: ( 'satisfaction' | 'refusals' | 'escalations' | 'resolution' );
	before: MeasuredShare;
	after: MeasuredShare;
	low: number;
	high: number;
	verdict: ( 'better' | 'worse' | 'same' | 'little' );
};

export type ChangeRoleAnswer = StaffRole;

export type ChangeRoleBody = {
	capabilities: ( Array< ( 'aaia_view_conversations' | 'aaia_reply_conversations' | 'aaia_delete_conversations' | 'aaia_export_conversations' | 'aaia_view_sensitive' | 'aaia_manage_settings' ) > );
};

export type ChangeSetupAnswer = SetupState;

export type ChangeSetupBody = {
	dismissed?: boolean;
	mail_tested?: boolean;
};

export type ChangeTeamAnswer = StaffTeam;

export type ChangeTeamBody = {
	name?: string;
	members?: Array< TeamMemberChoice >;
	office?: TeamOffice | null;
};

export type ChangeTests = {
	pairs: number;
	better: number;
	worse: number;
	p: number;
	verdict: ( 'better' | 'worse' | 'same' | 'little' | 'none' );
};

export type ChangeViewAnswer = StaffView;

export type ChangeViewBody = {
	name?: string;
	filter?: SavedFilter;
	position?: number;
};

export type Changes = {
	items: Array< Change >;
	next_cursor: string | null;
};

export type CheckCorrectionAnswer = CorrectionConflicts;

export type CheckCorrectionBody = {
	id?: string;
	question: string;
	answer: string;
	language?: string;
	wordings?: Array< string >;
	pages?: string;
	url?: string;
	valid_from?: string;
	valid_until?: string;
	gap?: string;
};

export type ChoosePaceAnswer = {
	saved: boolean;
};

export type ChoosePaceBody = {
	address: string;
	pace: ( 'now' | 'hourly' | 'daily' );
};

export type ConnectionOutcome = {
	ok: boolean;
	sentences: Array< string >;
};

export type ContactConversations = {
	items: Array< StaffConversation >;
	next_cursor: string | null;
};

export type ContactIdentity = {
	kind: ( 'email' | 'phone' | 'user' | 'customer' );
	value: string;
	label: string;
	verified: boolean;
	by_staff: boolean;
	url: string | null;
};

export type ContactList = {
	items: Array< ContactSummary >;
	next_cursor: string | null;
	too_wide: boolean;
};

export type ContactMerge = {
	id: string;
	name: string | null;
	until: string;
};

export type ContactNote = {
	id: string;
	text: string;
	agent: string;
	own: boolean;
	at: string;
};

export type ContactOrder = {
	number: string;
	status: string;
	total: string;
	at: string | null;
	url: string;
};

export type ContactSummary = {
	id: string;
	name: string | null;
	emails: Array< string >;
	phones: Array< string >;
	last_activity_at: string | null;
};

export type ConversationContact = {
	contact: StaffContact | null;
	suggestions: Array< ContactSummary >;
};

export type ConversationList = {
	items: Array< StaffConversation >;
	next_cursor: string | null;
	found: Record< string, FoundMessage >;
	words: Array< string >;
	counts: InboxCounts;
};

export type CorrectionConflicts = {
	conflicts: Array< { quote: string; title: string; url: string; says: string; } >;
};

export type CorrectionDraft = {
	id: string | null;
	question: string;
	answer: string;
	language: string;
	wordings: Array< string >;
	url: string;
	pages: string;
	valid_from: string;
	valid_until: string;
	wrong: string;
	removed: number;
	passages: Array< { document: number; title: string; url: string; text: string; held: number; } >;
	recipients: Array< { conversation: string; mail: boolean; } >;
	lead: string;
	gap: string | null;
};

export type CreateCategoryAnswer = StaffCategory;

export type CreateCategoryBody = {
	name: string;
	color?: string;
	critical?: boolean;
};

export type CreateContactAnswer = StaffContact;

export type CreateContactBody = {
	name?: string;
	identities?: Array< NewIdentity >;
	conversation?: string;
};

export type CreateLabelAnswer = StaffLabel;

export type CreateLabelBody = {
	name: string;
	color?: string;
};

export type CreateSessionAnswer = {
	token: string;
	expires_at: string;
	visitor: string;
	continued: boolean;
	conversation: string | null;
};

export type CreateSessionBody = {
	consent?: boolean;
	locale?: string;
	invitation?: string;
	proof?: string;
};

export type CreateTeamAnswer = StaffTeam;

export type CreateTeamBody = {
	name: string;
	members?: Array< TeamMemberChoice >;
	office?: TeamOffice | null;
};

export type CreateViewAnswer = StaffView;

export type CreateViewBody = {
	name: string;
	shared?: boolean;
	filter: SavedFilter;
};

export type Deletion = {
	deleted: Record< string, number >;
	remaining: Record< string, number >;
};

export type Delivery = {
	id: string;
	conversation: string | null;
	purpose: ( 'alert' | 'bundle' | 'digest' | 'resolved' | 'mention' | 'task' | 'notice' | 'tests' | 'reminder' | 'backup' | 'verify' | 'received' | 'reply' );
	channel: string;
	recipient: string;
	state: ( 'queued' | 'sending' | 'sent' | 'failed' | 'bundled' );
	attempts: number;
	error: string | null;
	explanation: string | null;
	next_attempt_at: string | null;
	created_at: string;
	sent_at: string | null;
};

export type DeliveryAttempt = {
	outcome: ( 'started' | 'sent' | 'failed' );
	reason: string | null;
	started_at: string | null;
	ended_at: string | null;
};

export type DeliveryDetail = {
	delivery: Delivery;
	attempts: Array< DeliveryAttempt >;
};

export type DeliveryPage = {
	items: Array< Delivery >;
	next_cursor: string | null;
	counts: Record< string, number >;
};

export type DigestPreview = {
	subject: string;
	text: string;
	recipients: Array< string >;
};

export type DraftCorrectionAnswer = CorrectionDraft;

export type DraftCorrectionQuery = {
	conversation?: string;
	message?: string;
	gap?: string;
	document?: number;
};

export type EarlierAnswer = {
	earlier: { conversation: string; question: string; answer: string; at: string; } | null;
};

export type EmbeddingState = {
	progress: ( 'off' | 'not_started' | 'building' | 'ready' );
	chunks: number;
	estimate: number;
	done: number;
	refused: number;
	tokens: number;
	tokens_today: number;
	daily: number;
	bytes: number;
	searched: string;
	dimensions: number;
	problem: string;
};

export type EstimateTestsAnswer = TestEstimate;

export type EstimateTestsBody = {
	builtin?: boolean;
	cases?: Array< string >;
	provider?: string;
	model?: string;
	system_instructions?: string;
	draft?: { id?: string | null; question: string; answer: string; language?: string; };
};

export type ExcerptPart = {
	text: string;
	hit: boolean;
};

export type FailedJob = {
	id: number;
	handler: string;
	error: string;
	died_at: string;
};

export type FilePart = {
	type: 'file';
	mediaType: string;
	filename: string;
	url: string;
	providerMetadata: { aaia: { id: string; size: number; width: number | null; height: number | null; thumbnail: boolean; }; };
};

export type FindingPlace = {
	document: number;
	post: number;
	title: string;
	url: string;
	edit_url: string | null;
	modified_at: string | null;
	quote: string;
	value: string;
};

export type ForgottenContact = {
	deleted: Record< string, number >;
};

export type FoundMessage = {
	message: string;
	author: ( 'visitor' | 'assistant' | 'agent' | 'system' );
	private: boolean;
	excerpt: Array< ExcerptPart >;
};

export type FoundPassage = {
	document: number;
	source: string;
	title: string;
	headings: Array< string >;
	text: string;
	highlights: Array< Array< number > >;
	url: string;
	language: string;
	score: number;
	confidence: number;
	similarity: number | null;
	boost: ( 'low' | 'normal' | 'high' );
	modified_at: string | null;
};

export type FoundPassages = {
	items: Array< FoundPassage >;
	milliseconds: number;
};

export type Gap = {
	id: string;
	question: string;
	count: number;
	conversation: string;
	message: string;
	harm: number;
	state: ( 'open' | 'answered' | 'ignored' );
	cause: ( 'missing' | 'buried' | 'stale' | 'contradictory' | 'out_of_scope' ) | null;
	evidence: string;
	pages: ( Array< { title: string; url: string; edit_url: string | null; } > );
	languages: Array< string >;
	language: string;
	last_asked_at: string | null;
	assignee: { id: number; name: string; } | null;
	task: string;
	reason: string;
	came_back: boolean;
	answer: string | null;
};

export type GapPassage = {
	document: number;
	title: string;
	url: string;
	text: string;
	held: number;
};

export type GapQuestion = {
	question: string;
	answer: string;
	conversation: string;
	message: string;
	language: string;
	signals: ( Array< ( 'rated' | 'reviewed' | 'reported' | 'escalated' | 'refused' | 'flagged' | 'weak' ) > );
	asked_at: string;
};

export type Gaps = {
	items: Array< Gap >;
	more: boolean;
	counts: Record< string, number >;
};

export type GroundingFlag = {
	kind: ( 'email' | 'url' | 'date' | 'phone' | 'price' | 'time' | 'number' );
	value: string;
};

export type HandoverNote = {
	reason: ( 'asked' | 'contact' | 'frustration' | 'technical' | 'out_of_scope' );
	asked: string;
	question: string;
	answers: Array< { message: string; text: string; refused: boolean; } >;
	sources: Array< { url: string; title: string; } >;
};

export type ImportedTests = {
	added: number;
	changed: number;
	known: number;
	good: number;
	faults: Array< { line: number; sentence: string; } >;
	more: number;
};

export type InboxCounts = {
	mine: number;
	unassigned: number;
	all: number;
	pending: number;
	unread: number;
};

export type InsightCost = {
	day: string;
	model: string;
	currency: string;
	answers: number;
	tokens: number;
	micro: number;
};

export type InsightDay = {
	day: string;
	conversations: number;
	visitor_messages: number;
	assistant_messages: number;
	agent_messages: number;
	refused: number;
	confirmed: number;
	silent: number;
	contradicted: number;
	handled: number;
	escalated: number;
	answered_alone: number;
	resolved: number;
	up: number;
	down: number;
	scores: number;
	score_sum: number;
	requests: number;
};

export type InsightHour = {
	weekday: number;
	hour: number;
	times: number;
	conversations: number;
};

export type InsightSlice = {
	slice: string;
	name: string;
	conversations: number;
	visitor_messages: number;
	assistant_messages: number;
	agent_messages: number;
	refused: number;
	confirmed: number;
	silent: number;
	contradicted: number;
	handled: number;
	escalated: number;
	answered_alone: number;
	resolved: number;
	up: number;
	down: number;
	scores: number;
	score_sum: number;
};

export type InsightSlices = {
	channel: Array< InsightSlice >;
	language: Array< InsightSlice >;
	page: Array< InsightSlice >;
	category: Array< InsightSlice >;
	label: Array< InsightSlice >;
	team: Array< InsightSlice >;
	agent: Array< InsightSlice >;
};

export type InsightTheme = {
	name: string;
	count: number;
	figure: string;
	weeks: Array< number >;
};

export type InsightThemes = {
	weeks: Array< string >;
	items: Array< InsightTheme >;
};

export type InsightTimes = {
	count: number;
	mean: number | null;
	median: number | null;
	p90: number | null;
};

export type InsightTotals = {
	conversations: number;
	visitor_messages: number;
	assistant_messages: number;
	agent_messages: number;
	refused: number;
	confirmed: number;
	silent: number;
	contradicted: number;
	handled: number;
	escalated: number;
	answered_alone: number;
	resolved: number;
	up: number;
	down: number;
	scores: number;
	score_sum: number;
	visitors: number;
	requests: number;
};

export type InsightWaits = {
	reply: InsightTimes;
	reply_open: InsightTimes;
	resolution: InsightTimes;
	resolution_open: InsightTimes;
};

export type Insights = {
	from: string;
	to: string;
	previous_from: string;
	previous_to: string;
	counting: { counted: number; of: number; } | null;
	totals: InsightTotals;
	previous: InsightTotals;
	times: InsightWaits;
	previous_times: InsightWaits;
	has_hours: boolean;
	days: Array< InsightDay >;
	previous_days: Array< InsightDay >;
	hours: Array< InsightHour >;
	slices: InsightSlices;
	costs: Array< InsightCost >;
	previous_costs: Array< InsightCost >;
};

export type KnowledgeContentKind = {
	name: string;
	label: string;
	published: number;
	there: boolean;
};

export type KnowledgeContentKinds = {
	items: Array< KnowledgeContentKind >;
};

export type KnowledgeDocument = {
	id: number;
	source: string;
	title: string;
	url: string;
	language: string;
	chunks: number;
	boost: ( 'low' | 'normal' | 'high' );
	excluded: boolean;
	modified_at: string | null;
};

export type KnowledgeDocuments = {
	items: Array< KnowledgeDocument >;
	next_cursor: string | null;
};

export type KnowledgeFinding = {
	id: number | null;
	name: string;
	sentence: string;
	kind: ( 'link' | 'expired' | 'price' | 'date' | 'delay' | 'phone' | 'email' );
	place: FindingPlace;
	other: FindingPlace | null;
	detail: string;
	reason: string;
	status: number;
	ignored: boolean;
	found_at: string | null;
};

export type KnowledgeHealth = {
	items: Array< KnowledgeFinding >;
	next_cursor: string | null;
	counts: { link: number; expired: number; contradiction: number; ignored: number; };
	waiting: number;
	documents: number;
};

export type KnowledgeKind = {
	label: string;
	type: string;
	documents: number;
	chunks: number;
};

export type KnowledgeSourceState = {
	name: string;
	label: string;
	documents: number;
	chunks: number;
	state: ( 'idle' | 'queued' | 'running' );
	done: number;
	total: number;
	last_sync: string | null;
	error: string | null;
	syncs: boolean;
};

export type KnowledgeSourceStates = {
	items: Array< KnowledgeSourceState >;
};

export type KnowledgeTotals = {
	documents: number;
	chunks: number;
	excluded: number;
	text_bytes: number;
	index_bytes: number;
	advice: string | null;
	search_ms: number | null;
	kinds: Array< KnowledgeKind >;
	largest: Array< KnowledgeDocument >;
};

export type LabelUse = {
	id: number;
	name: string;
	color: string;
	conversations: number;
};

export type Lesson = {
	id: string;
	problem: string;
	cause: string;
	action: string;
	result: string;
	acted_on: string | null;
	by: string;
	updated_at: string;
	conversations: Array< string >;
};

export type LessonFigures = {
	figures: { before: { up: number; rated: number; }; after: { up: number; rated: number; }; says: ( 'few' | 'same' | 'better' | 'worse' ); } | null;
};

export type Lessons = {
	items: Array< Lesson >;
	next_cursor: string | null;
};

export type ListAgentsAnswer = StaffAgents;

export type ListAgentsQuery = {
	search?: string;
};

export type ListContactsAnswer = ContactList;

export type ListContactsQuery = {
	search?: string;
	cursor?: string;
	per_page?: number;
};

export type ListConversationsAnswer = ConversationList;

export type ListConversationsQuery = {
	view?: ( 'mine' | 'unassigned' | 'all' | 'pending' );
	status?: string;
	todo?: boolean;
	archived?: ( 'true' | 'false' | 'any' | '1' | '0' );
	channel?: string;
	account?: string;
	assignee?: string;
	team?: string;
	unread?: boolean;
	stuck?: boolean;
	rating?: ( 'up' | 'down' );
	priority?: ( 'none' | 'low' | 'medium' | 'high' | 'urgent' );
	label?: string;
	category?: string;
	contact?: string;
	answers?: ( 'weak' | 'flagged' | 'refused' );
	search?: string;
	figure?: string;
	from?: string;
	to?: string;
	orderby?: string;
	order?: ( 'asc' | 'desc' );
	per_page?: number;
	cursor?: string;
};

export type ListFindingsAnswer = KnowledgeHealth;

export type ListFindingsQuery = {
	kind?: ( 'contradiction' | 'link' | 'expired' | 'price' | 'date' | 'delay' | 'phone' | 'email' );
	ignored?: boolean;
	cursor?: string;
	per_page?: number;
};

export type ListGapsAnswer = Gaps;

export type ListGapsQuery = {
	state?: ( 'open' | 'answered' | 'ignored' );
	mine?: boolean;
	limit?: number;
};

export type ListTeamsAnswer = StaffTeams;

export type ListTeamsQuery = Record< string, never >;

export type LogEntry = {
	id: number;
	at: string;
	first_at: string;
	level: ( 'error' | 'warning' | 'info' );
	sentence: string;
	times: number;
};

export type LoginProof = {
	proof: string;
	expires_at: string;
};

export type MailAgainAnswer = StaffMessage;

export type MailAgainBody = Record< string, never >;

export type MailTemplate = {
	subject: string;
	other_subject: string;
	body: string;
};

export type MarkReadAnswer = {
	saved: boolean;
};

export type MarkReadBody = {
	message: string;
};

export type MarkTodayAnswer = {
	saved: boolean;
};

export type MarkTodayBody = {
	done: boolean;
};

export type MeasuredShare = {
	hits: number;
	of: number;
	low: number;
	high: number;
};

export type MergeContactsAnswer = MergedContacts;

export type MergeContactsBody = {
	keep: string;
	merge: string;
};

export type MergedContacts = {
	contact: StaffContact;
	merge: string;
};

export type MessageMetadata = {
	conversation: string;
	author: ( 'visitor' | 'assistant' | 'agent' | 'system' );
	name: string | null;
	picture?: string;
	initials?: string;
	created_at: string;
	generation: ( 'streaming' | 'complete' | 'interrupted' | 'failed' );
	rating: ( 'up' | 'down' ) | null;
	refused: boolean;
	offer_person: boolean;
	question: string | null;
	client_id: string | null;
};

export type MessagePart = TextPart | SourcePart | FilePart | StepPart | ToolPart;

export type ModelList = {
	names: Array< string >;
	sentence: string;
};

export type NewIdentity = {
	kind: ( 'email' | 'phone' | 'user' | 'customer' );
	value: string;
	verified?: boolean;
};

export type NewestAnswerImport = {
	import: AnswerImport | null;
};

export type NoteTypingAnswer = {
	saved: boolean;
};

export type NoteTypingBody = {
	activity?: ( 'typing' | 'viewing' );
};

export type OpenedConversations = {
	conversations: Array< StaffConversation >;
};

export type OutsideItem = {
	service: string;
	kind: ServiceKind | null;
	ticket: string | null;
	state: string | null;
	sent: boolean;
};

export type OutsideItems = {
	items: Array< OutsideItem >;
};

export type OutsideService = {
	id: string;
	kind: ServiceKind;
	name: string;
	url: string;
	account: string;
	secret: string;
};

export type OutsideServices = {
	items: Array< OutsideService >;
};

export type PersonPace = {
	address: string;
	pace: ( 'now' | 'hourly' | 'daily' );
};

export type PostHealth = {
	known: boolean;
	items: Array< KnowledgeFinding >;
};

export type PreviewHealthAnswer = {
	items: Array< KnowledgeFinding >;
};

export type PreviewHealthBody = {
	title: string;
	content: string;
};

export type PromptAnswer = {
	prompt: SentPrompt | null;
};

export type PromptPart = {
	kind: ( 'instructions' | 'rules' | 'passage' | 'user' | 'assistant' | 'question' );
	number: number | null;
	text: string | null;
};

export type ProposedTest = {
	question: string;
	language: string;
	sources: Array< TestSource >;
	answer: string;
	rating: ( 'up' | 'down' ) | null;
	earlier: number;
};

export type PublishCorrectionAnswer = PublishedCorrection;

export type PublishCorrectionBody = {
	id?: string;
	question: string;
	answer: string;
	language?: string;
	wordings?: Array< string >;
	pages?: string;
	url?: string;
	valid_from?: string;
	valid_until?: string;
	gap?: string;
};

export type PublishedCorrection = {
	id: string;
};

export type PushDevice = {
	id: string;
	hash: string;
	label: string;
	stays: boolean;
	created_at: string;
	sent_at: string | null;
	failing: boolean;
};

export type PushDevices = {
	key: string | null;
	devices: Array< PushDevice >;
};

export type QuietHours = {
	from: string;
	until: string;
	zone: string;
};

export type RankedPassage = {
	rank: number;
	chunk: number;
	document: string;
	title: string;
	url: string;
	score: number;
	confidence: number;
	in_prompt: boolean;
	cited: boolean;
};

export type RateAnswerAnswer = {
	saved: boolean;
};

export type RateAnswerBody = {
	value: ( 'up' | 'down' ) | null;
	comment?: string;
};

export type ReachPreview = {
	id: string;
	done: number;
	total: number;
	better: number;
	worse: number;
	different: number;
	changes: ( Array< { question: string; conversation: string; outcome: ( 'better' | 'worse' | 'different' ); before: string; after: string; } > );
};

export type ReadAddressAnswer = {
	queued: boolean;
};

export type ReadAddressBody = Record< string, never >;

export type ReadAttachmentLimitsAnswer = AttachmentLimits | null;

export type ReadAttachmentLimitsQuery = Record< string, never >;

export type ReadHistoryAnswer = {
	conversation: VisitorConversation;
	items: Array< VisitorMessage >;
	cursor: string;
};

export type ReadHistoryQuery = {
	after?: string;
};

export type ReadUpdatesAnswer = {
	conversations: Array< VisitorConversation >;
	items: Array< VisitorMessage >;
	typing: Array< { conversation: string; name: string; } >;
	cursor: string;
	poll_after: number;
};

export type ReadUpdatesQuery = {
	after?: string;
};

export type RemindTodayAnswer = {
	reminders: TodayReminders | null;
};

export type RemindTodayBody = {
	reminders: TodayReminders | null;
};

export type Repetition = {
	then: Array< RankedPassage >;
	repeated: Array< RankedPassage >;
	now: Array< RankedPassage >;
	restored: number;
	hidden: number;
	removed: number;
	lost: number;
};

export type RepetitionAnswer = {
	repetition: Repetition | null;
};

export type ReportSourceAnswer = {
	saved: boolean;
};

export type ReportSourceBody = {
	comment?: string;
};

export type RequestHandoverAnswer = {
	conversation: VisitorConversation;
	message: VisitorMessage | null;
	notice: string;
};

export type RequestHandoverBody = {
	id?: string;
	message?: string;
	email?: string;
	name?: string;
	page?: { url: string; title: string; locale?: string; };
};

export type RestoreState = {
	phase: ( 'backup' | 'create' | 'load' | 'finish' | 'done' | 'failed' );
	trial: boolean;
	from: string;
	done: number;
	total: number;
	error: string;
};

export type RetriedJobs = {
	tried: number;
	jobs: Array< FailedJob >;
};

export type ReviewAnswer = StaffMessage;

export type ReviewBody = {
	verdict: ( 'correct' | 'incomplete' | 'inconsistent' | 'outdated' | 'invented' ) | null;
	note?: string;
};

export type RuleDefinition = {
	words: Array< string >;
	patterns: Array< string >;
	recipients: Array< string >;
	roles: Array< string >;
	services: Array< string >;
	languages: Array< string >;
	pages: Array< string >;
	reasons: ( Array< ( 'asked' | 'contact' | 'frustration' | 'technical' | 'out_of_scope' ) > );
	hours: ( 'any' | 'open' | 'closed' );
	categories?: Array< string >;
	cap: number;
	subject: string;
	body: string;
	tag: string;
	urgent: boolean;
	minutes: number;
	ladder: Array< string >;
	resolved: boolean;
};

export type RulePreview = {
	subject: string;
	text: string;
	objection: string | null;
	warnings: Array< string >;
	trial: RuleTrial;
};

export type RuleTrial = {
	checked: number;
	found: number;
	examples: Array< { conversation: string; text: string; matched: string; } >;
	fault: string | null;
};

export type SavePerPageAnswer = {
	per_page: number;
};

export type SavePerPageBody = {
	per_page: number;
};

export type SavePushDeviceAnswer = PushDevice;

export type SavePushDeviceBody = {
	endpoint: string;
	p256dh: string;
	auth: string;
	label?: string;
	stays?: boolean;
	old?: string;
};

export type SaveRuleAnswer = SavedRule;

export type SaveRuleBody = {
	name: string;
	kind: AlertKind;
	enabled: boolean;
	definition: RuleDefinition;
};

export type SaveServiceAnswer = SavedService;

export type SaveServiceBody = {
	kind: ServiceKind;
	name: string;
	url: string;
	account: string;
	secret: string;
};

export type SaveSettingsAnswer = SettingsAnswer;

export type SaveSettingsBody = Record< string, SettingValue >;

export type SavedFilter = {
	view?: ( 'mine' | 'unassigned' | 'all' | 'pending' );
	status?: string;
	todo?: boolean;
	archived?: ( 'true' | 'false' | 'any' | '1' | '0' );
	channel?: string;
	account?: string;
	assignee?: string;
	team?: string;
	unread?: boolean;
	stuck?: boolean;
	rating?: ( 'up' | 'down' );
	priority?: ( 'none' | 'low' | 'medium' | 'high' | 'urgent' );
	label?: string;
	category?: string;
	contact?: string;
	answers?: ( 'weak' | 'flagged' | 'refused' );
	search?: string;
	figure?: string;
	from?: string;
	to?: string;
	orderby?: string;
	order?: ( 'asc' | 'desc' );
};

export type SavedRule = {
	rule: AlertRule;
	warnings: Array< string >;
};

export type SavedService = {
	service: OutsideService;
	new_secret: string | null;
};

export type ScoreConversationAnswer = {
	saved: boolean;
};

export type ScoreConversationBody = {
	score: number;
	comment?: string;
};

export type SendAnswerLinesAnswer = {
	received: boolean;
};

export type SendAnswerLinesBody = {
	position: number;
	lines: Array< { line: number; question: string; answer: string; language: string; } >;
};

export type SendChatAnswer = VisitorMessage;

export type SendChatBody = {
	id?: string;
	message?: { id: string; role?: 'user'; parts: Array< { type: 'text'; text: string; } >; attachments?: Array< string >; };
	page?: { url: string; title: string; locale?: string; };
	approval?: { approvalId: string; approved: boolean; input?: { summary?: string; email?: string | null; }; };
};

export type SendCorrectionAnswer = SentCorrection;

export type SendCorrectionBody = {
	conversations: Array< string >;
	text: string;
};

export type SendMessageAnswer = StaffReply;

export type SendMessageBody = {
	id?: string;
	text: string;
	private?: boolean;
	seen_message?: string;
	mentions?: Array< number >;
	attachments?: Array< string >;
};

export type SenderHint = {
	record: string;
	state: ( 'good' | 'missing' | 'wrong' | 'unknown' );
	sentence: string;
	found: string;
};

export type SentCorrection = {
	sent: number;
	mailed: number;
};

export type SentPrompt = {
	model: string;
	tools: Array< string >;
	exact: boolean;
	parts: Array< PromptPart >;
};

export type SentenceSupport = {
	text: string;
	support: number;
	passage: number | null;
};

export type ServiceKind = 'slack' | 'teams' | 'zendesk' | 'freshdesk' | 'webhook';

export type SetRatingAnswer = StaffMessage;

export type SetRatingBody = {
	value: ( 'up' | 'down' ) | null;
	comment?: string;
};

export type SettingValue = string | number | boolean | Array< string >;

export type SettingsAnswer = {
	values: Record< string, SettingValue >;
	sentences: Record< string, string >;
	notes: Record< string, string >;
};

export type SetupState = {
	dismissed: boolean;
	mail_tested: boolean;
	documents: number;
	conversations: boolean;
	recipients: Array< string >;
	site: string;
};

export type SignEverybodyOutAnswer = {
	signed_out: boolean;
};

export type SignEverybodyOutBody = Record< string, never >;

export type SimilarQuestion = {
	conversation: string;
	message: string;
	question: string;
	asked_at: string;
	times: number;
	answer: { author: ( 'assistant' | 'agent' ); text: string; refused: boolean; rating: ( 'up' | 'down' ) | null; } | null;
};

export type SimilarQuestions = {
	items: Array< SimilarQuestion >;
};

export type SourcePart = {
	type: 'source-url';
	sourceId: string;
	url: string;
	title: string;
	providerMetadata: { aaia: { excerpt: string; date: string | null; language: string; }; };
};

export type SourceReport = {
	id: string;
	conversation: string | null;
	title: string;
	url: string;
	document: number | null;
	comment: string;
	settled: boolean;
	created_at: string;
};

export type SourceReports = {
	items: Array< SourceReport >;
	next_cursor: string | null;
};

export type StaffActivity = {
	id: string;
	type: ( 'team' | 'status' | 'handler' | 'assignee' | 'priority' | 'labels' | 'category' | 'contact' | 'archived' | 'requested' | 'promise' | 'limit' | 'stuck' );
	from: string | null;
	to: string | null;
	by: ( 'agent' | 'visitor' | 'system' );
	agent: { id: number; name: string; } | null;
	subject: { id: number; name: string; } | null;
	at: string;
};

export type StaffAgent = {
	id: number;
	name: string;
	state: ( 'here' | 'away' | 'off' );
	chosen: ( 'here' | 'away' | 'off' );
	capacity: number | null;
	open: number;
};

export type StaffAgents = {
	items: Array< StaffAgent >;
	more: boolean;
};

export type StaffAttachmentPart = {
	type: 'attachment';
	id: string;
	name: string;
	mime: string;
	size: number;
	width: number | null;
	height: number | null;
	thumbnail: boolean;
};

export type StaffCategories = {
	items: Array< StaffCategory >;
	colors: Array< string >;
};

export type StaffCategory = {
	id: number;
	name: string;
	color: string;
	critical: boolean;
};

export type StaffColleague = {
	id: number;
	name: string;
};

export type StaffColleagues = {
	items: Array< StaffColleague >;
};

export type StaffContact = {
	id: string;
	name: string | null;
	emails: Array< string >;
	phones: Array< string >;
	last_activity_at: string | null;
	by_hand: boolean;
	identities: Array< ContactIdentity >;
	hidden: number;
	notes: Array< ContactNote >;
	orders: Array< ContactOrder > | null;
	conversations: number;
	merges: Array< ContactMerge >;
	created_at: string;
};

export type StaffConversation = {
	id: string;
	channel: string;
	status: ( 'open' | 'pending' | 'snoozed' | 'resolved' );
	archived: boolean;
	handler: ( 'assistant' | 'human' );
	alert: ( 'none' | 'saved' | 'sent' | 'delayed' );
	priority: ( 'none' | 'low' | 'medium' | 'high' | 'urgent' );
	labels: Array< string >;
	category: StaffCategory | null;
	assignee: { id: number; name: string; } | null;
	team: { id: number; name: string; mine: boolean; } | null;
	limit: { team: number | null; role: string | null; name: string; } | null;
	visitor: { name: string | null; email: string | null; email_verified: boolean; email_entered: boolean; code: string; };
	contact: { id: string; name: string | null; } | null;
	language: string;
	page: { url: string; title: string; };
	visit: StaffVisit | null;
	preview: string;
	preview_by: { author: ( 'visitor' | 'assistant' | 'agent' ); agent: { id: number; name: string; } | null; } | null;
	answers: ( Array< ( 'weak' | 'flagged' | 'refused' ) > );
	rated_down: boolean;
	score: StaffScore | null;
	promise: { state: ( 'open' | 'kept' | 'broken' ); until: string; } | null;
	seen: string | null;
	unread: boolean;
	mentioned: boolean;
	woken: boolean;
	stuck: ( 'turn' | 'delivery' | 'job' ) | null;
	last_activity_at: string;
	waiting_since: string | null;
	snoozed_until: string | null;
	resolved_at: string | null;
	resolved_by: ( 'agent' | 'system' ) | null;
	created_at: string;
};

export type StaffLabel = {
	id: number;
	name: string;
	color: string;
};

export type StaffLabels = {
	items: Array< StaffLabel >;
	colors: Array< string >;
};

export type StaffLinks = {
	open_until: string | null;
	replies_mailed: boolean;
};

export type StaffMail = {
	state: ( 'waiting' | 'sent' | 'failed' );
	recipient: string;
	at: string | null;
	explanation: string | null;
	error: string | null;
};

export type StaffMessage = {
	id: string;
	author: ( 'visitor' | 'assistant' | 'agent' | 'system' );
	name: string | null;
	private: boolean;
	mentions: Array< string >;
	parts: Array< StaffPart >;
	generation: ( 'streaming' | 'complete' | 'interrupted' | 'failed' );
	refused: boolean;
	offer_person: boolean;
	rating: ( 'up' | 'down' ) | null;
	rating_comment: string | null;
	visitor_rating: ( 'up' | 'down' ) | null;
	visitor_rating_comment: string | null;
	review: StaffReview | null;
	client_id: string | null;
	mail: StaffMail | null;
	created_at: string;
};

export type StaffNew = {
	from: string;
	count: number;
};

export type StaffNotice = {
	conversation: string;
	kind: ( 'mention' | 'assigned' | 'waiting' | 'woken' | 'team' | 'message' );
};

export type StaffPart = StaffTextPart | StaffSourcePart | StaffToolPart | StaffAttachmentPart;

export type StaffPresence = {
	author: ( 'visitor' | 'agent' );
	name: string | null;
	activity: ( 'typing' | 'viewing' );
};

export type StaffPresent = {
	conversation: string;
	author: ( 'visitor' | 'agent' );
	name: string | null;
	activity: ( 'typing' | 'viewing' );
};

export type StaffReply = {
	message: StaffMessage;
	conversation: StaffConversation;
};

export type StaffReview = {
	verdict: ( 'correct' | 'incomplete' | 'inconsistent' | 'outdated' | 'invented' );
	note: string;
	by: string;
	at: string;
};

export type StaffRole = {
	name: string;
	label: string;
	owner: boolean;
	capabilities: ( Array< ( 'aaia_view_conversations' | 'aaia_reply_conversations' | 'aaia_delete_conversations' | 'aaia_export_conversations' | 'aaia_view_sensitive' | 'aaia_manage_settings' ) > );
};

export type StaffRoles = {
	items: Array< StaffRole >;
};

export type StaffScore = {
	score: number | null;
	comment: string | null;
	visitor_score: number | null;
	visitor_comment: string | null;
};

export type StaffSourcePart = {
	type: 'source';
	id: string;
	url: string;
	title: string;
	excerpt: string;
	date: string | null;
	reported: string | null;
};

export type StaffTeam = {
	id: number;
	name: string;
	members: Array< StaffTeamMember >;
	office: TeamOffice | null;
	open: boolean;
	opens_at: string | null;
};

export type StaffTeamInUse = {
	team: StaffTeam;
	conversations: number;
};

export type StaffTeamMember = {
	id: number;
	name: string;
	role: ( 'manager' | 'senior' | 'member' );
};

export type StaffTeams = {
	items: Array< StaffTeam >;
};

export type StaffTextPart = {
	type: 'text';
	text: string;
};

export type StaffThread = {
	conversation: StaffConversation;
	items: Array< StaffMessage >;
	activity: Array< StaffActivity >;
	earlier: boolean;
	new: StaffNew | null;
};

export type StaffToolPart = {
	type: 'tool';
	call: string;
	name: string;
	state: ( 'asking' | 'approved' | 'running' | 'done' | 'denied' | 'failed' );
	input: Record< string, unknown >;
	output: Record< string, unknown > | null;
	error: string | null;
};

export type StaffUpdates = {
	conversations: Array< StaffConversation >;
	messages: Array< StaffMessage >;
	activity: Array< StaffActivity >;
	deleted: boolean;
	lists: boolean;
	bulk: Array< BulkRun >;
	notices: Array< StaffNotice >;
	presence: Array< StaffPresence >;
	present: Array< StaffPresent >;
	counts: InboxCounts | null;
	cursor: string;
	poll_after: number;
};

export type StaffView = {
	id: number;
	name: string;
	shared: boolean;
	may_edit: boolean;
	filter: SavedFilter;
};

export type StaffViews = {
	items: Array< StaffView >;
	per_page: number;
};

export type StaffVisit = {
	url: string;
	title: string;
	since: string;
	browser: string;
	device: ( 'computer' | 'phone' | 'tablet' | '' );
	language: string;
};

export type StatusConnection = {
	transport: 'polling';
	ok: boolean;
	milliseconds: number;
	sentence: string;
};

export type StatusGroup = {
	name: string;
	title: string;
	rows: Array< { name: string; label: string; value: string; } >;
};

export type StatusLog = {
	items: Array< LogEntry >;
	next: number | null;
};

export type StatusProblem = {
	name: string;
	critical: boolean;
	title: string;
	sentence: string;
};

export type StatusReport = {
	checked_at: string;
	problems: Array< StatusProblem >;
	groups: Array< StatusGroup >;
	jobs: Array< FailedJob >;
};

export type StepPart = {
	type: 'step-start';
};

export type TakeOverAnswer = StaffConversation;

export type TakeOverBody = {
	assignee_seen?: number | null;
};

export type TeamMemberChoice = {
	id: number;
	role: ( 'manager' | 'senior' | 'member' );
};

export type TeamOffice = {
	hours: Array< string >;
	holidays: Array< string >;
};

export type TestEstimate = {
	cases: number;
	model: string;
	free: boolean;
	tokens: number;
	micro: number | null;
	currency: string;
	measured: boolean;
};

export type TestOutcome = {
	ok: boolean;
	message: string;
};

export type TestQuestion = {
	id: string;
	question: string;
	language: string;
	origin: ( 'written' | 'message' | 'rating' | 'file' );
	conversation: string | null;
	earlier: number;
	sources: Array< TestSource >;
	contains: Array< string >;
	lacks: Array< string >;
	refuse: boolean;
	reference: string;
	verdict: ( 'waiting' | 'passed' | 'failed' | 'gone' | 'error' );
	updated_at: string;
};

export type TestQuestions = {
	items: Array< TestQuestion >;
	next_cursor: string | null;
	total: number;
};

export type TestResult = {
	id: string;
	question: string;
	compared: ( 'better' | 'same' | 'worse' | 'new' );
	judged: ( 'agrees' | 'differs' | 'unclear' ) | null;
	judged_why: string;
	now: TestedAnswer;
	before: TestedAnswer | null;
};

export type TestResults = {
	items: Array< TestResult >;
	next: number | null;
};

export type TestRun = {
	id: string;
	state: ( 'running' | 'done' | 'cancelled' | 'stopped' );
	reason: ( '' | 'cap' | 'model' | 'died' );
	cause: ( 'person' | 'schedule' | 'change' | 'command' );
	lane: ( 'now' | 'builtin' | 'candidate' );
	model: string;
	tried: ( Array< ( 'provider' | 'model' | 'system_instructions' | 'draft' ) > );
	user: string | null;
	complete: boolean;
	total: number;
	counts: { waiting: number; passed: number; failed: number; gone: number; error: number; better: number; same: number; worse: number; new: number; };
	micro: number;
	currency: string;
	fingerprint: string;
	created_at: string;
	ended_at: string | null;
};

export type TestRuns = {
	items: Array< TestRun >;
	next_cursor: string | null;
	live: TestRun | null;
	model: string;
	free: boolean;
	judge: boolean;
	currency: string;
};

export type TestSource = {
	id: string;
	title: string;
	url: string;
	gone: boolean;
};

export type TestedAnswer = {
	verdict: ( 'passed' | 'failed' | 'gone' | 'error' );
	failures: ( Array< { kind: ( 'source' | 'contains' | 'lacks' | 'refuse' | 'refused' | 'reference' | 'gone' ); value: string; } > );
	answer: string;
	refused: boolean;
	model: string;
	ms: number;
	sources: Array< TestSource >;
};

export type TextPart = {
	type: 'text';
	text: string;
	state: ( 'streaming' | 'done' );
};

export type Today = {
	queues: Array< TodayQueue >;
	done: number;
};

export type TodayItem = {
	id: string;
	kind: ( 'waiting' | 'rating' | 'flagged' | 'report' | 'contradiction' | 'sensitive' | 'stuck' | 'sample' );
	conversation: string;
	message: string | null;
	at: string;
	text: string;
	rating: number | null;
	comment: string;
	stuck: ( 'turn' | 'delivery' | 'job' ) | null;
	source: { title: string; url: string; } | null;
};

export type TodayItems = {
	items: Array< TodayItem >;
};

export type TodayQueue = {
	kind: ( 'waiting' | 'rating' | 'flagged' | 'report' | 'contradiction' | 'sensitive' | 'stuck' | 'sample' );
	count: number;
};

export type TodayReminders = {
	times: Array< string >;
	weekdays: boolean;
	zone: string;
};

export type ToolPart = {
	type: 'tool-send_support_email';
	toolCallId: string;
	state: ( 'input-available' | 'approval-requested' | 'approval-responded' | 'output-available' | 'output-error' | 'output-denied' );
	input: Record< string, unknown >;
	output?: Record< string, unknown >;
	errorText?: string;
	approval?: { id: string; approved?: boolean; };
};

export type ToolTest = {
	ok: boolean;
	message: string;
	conversation: string | null;
};

export type TriedAnswer = {
	text: string;
	complete: boolean;
	refused: boolean;
	offer_person: boolean;
	model: string;
	sources: Array< { title: string; url: string; } >;
};

export type TryQuestionAnswer = TriedAnswer;

export type TryQuestionBody = {
	question: string;
	language?: string;
};

export type UndoneCorrection = {
	exists: boolean;
};

export type UnreadCount = {
	unread: number;
};

export type UnreadFile = {
	id: number;
	title: string;
	reason: string;
	partial: boolean;
	edit_url: string | null;
	tried_at: string | null;
};

export type UnreadFiles = {
	items: Array< UnreadFile >;
	total: number;
};

export type VisitorConversation = {
	id: string;
	status: ( 'open' | 'pending' | 'snoozed' | 'resolved' );
	handler: ( 'assistant' | 'human' );
	agent: string | null;
	picture?: string;
	initials?: string;
	person_requested: boolean;
	alert: ( 'none' | 'saved' | 'sent' | 'delayed' );
	has_address: boolean;
	score: number | null;
};

export type VisitorMessage = {
	id: string;
	role: ( 'user' | 'assistant' );
	parts: Array< MessagePart >;
	metadata: MessageMetadata;
};

export type WebAddress = {
	id: string;
	url: string;
	kind: ( 'page' | 'sitemap' );
	only_paths: Array< string >;
	not_paths: Array< string >;
	pace: ( 'daily' | 'weekly' | 'monthly' );
	page_limit: number;
	state: ( 'waiting' | 'listing' | 'reading' | 'paused' | 'idle' );
	known: number;
	waiting: number;
	problems: number;
	elsewhere: number;
	capped: boolean;
	partial: boolean;
	problem: string | null;
	last_read: string | null;
	next: string;
};

export type WebAddresses = {
	items: Array< WebAddress >;
	page_limit: number;
	most_pages: number;
};

export type WebPage = {
	url: string;
	state: ( 'waiting' | 'read' | 'stale' | 'left_out' | 'failed' );
	status: number;
	problem: string | null;
	last_read: string | null;
	last_tried: string | null;
};

export type WebPages = {
	items: Array< WebPage >;
	next_cursor: string | null;
};

export type WholeGap = {
	id: string;
	question: string;
	count: number;
	conversation: string;
	message: string;
	harm: number;
	state: ( 'open' | 'answered' | 'ignored' );
	cause: ( 'missing' | 'buried' | 'stale' | 'contradictory' | 'out_of_scope' ) | null;
	evidence: string;
	pages: ( Array< { title: string; url: string; edit_url: string | null; } > );
	languages: Array< string >;
	language: string;
	last_asked_at: string | null;
	assignee: { id: number; name: string; } | null;
	task: string;
	reason: string;
	came_back: boolean;
	answer: string | null;
	questions: Array< GapQuestion >;
	passages: Array< GapPassage >;
};

export type WidgetConfig = {
	version: string;
	locale: string;
	title: string;
	assistant: string;
	greeting: string;
	ai_notice: string;
	suggestions: Array< string >;
	appearance: { position: ( 'right' | 'left' ); color: string; scheme: ( 'auto' | 'light' | 'dark' ); picture: string; };
	features: { handover: boolean; ratings: boolean; acknowledge_mail: boolean; };
	limits: { text: number; comment: number; };
	consent: { text: string; version: string; privacy_url: string | null; } | null;
	files: { accept: string; bytes: number; count: number; url: string; words: Record< string, string >; };
	handover_kinds: Array< string >;
	email_note: string;
	away: string;
};

export type WriteAnswer = WrittenText;

export type WriteBody = {
	task: ( 'improve' | 'translate' | 'shorten' | 'draft' );
	text?: string;
};

export type WritingHelp = {
	model: boolean;
};

export type WrittenAnswer = {
	id: string;
	question: string;
	answer: string;
	language: string;
	updated_at: string;
	wordings: Array< string >;
	pages: string;
	url: string;
	valid_from: string | null;
	valid_until: string | null;
	live: boolean;
};

export type WrittenAnswers = {
	items: Array< WrittenAnswer >;
	next_cursor: string | null;
	languages: Array< string >;
};

export type WrittenText = {
	text: string;
	sources: Array< { title: string; url: string; } >;
};

/** SQL over conversations and their words asks ConversationAccess, or stands in the list below with its reason. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { filesUnder } from './support/files.mjs';

/** Tables that hold conversations, their words, or what can be told of them. */
const TABLES = [
	'conversations', 'messages', 'answer_metrics', 'question_words', 'ratings', 'visitor_ratings', 'source_reports',
	'support_requests', 'alerts',
];

/** The room of the conversations itself reads by row, for those who have asked already. */
const OWN_ROOM = 'includes/Conversations/';

/** Functions that read without asking, and why they may. */
const REASONS = {
	'includes/Alerts/AlertRepository.php': {
		by_id: 'for the worker, and for routes that ask about its conversation',
		by_public_id: 'the route asks about its conversation',
		by_event: 'inside the writing of the alert',
		has_request: 'yes or no, for the worker',
		alerted_since: 'yes or no, for the worker',
		for_conversation: 'of a conversation that was asked about',
		acknowledge: 'writes',
		acknowledge_conversation: 'writes',
		forget_before: 'deletes',
	},
	'includes/Alerts/Digest/DigestFigures.php': { beginning: 'a date, for "usual"' },
	'includes/Assistant/Metrics/ExtendAnswerMetrics.php': { up: 'a migration' },
	'includes/Assistant/Metrics/MetricsRepository.php': {
		save: 'writes', mark: 'writes',
		for_message: 'of a message whose conversation was asked about',
		possible_since: 'a date',
		all: 'for WP-CLI, whose user has the whole database',
		for_conversations: 'of conversations from a list that asked',
		missing: 'numbers and languages, for a job',
	},
	'includes/Assistant/Metrics/PromptTextRepository.php': { '*': 'a date' },
	'includes/Assistant/Similar/QuestionIndexRepository.php': {
		add: 'writes', messages_by_shared_term:
			'numbers only; texts() asks before it shows any', messages_after: 'numbers only, for a job', is_empty: 'yes or no',
	},
	'includes/Http/InvitationRepository.php': { open: 'what a mailed code opens, for whoever has the code' },
	'includes/Http/VisitorRepository.php': {
		purge_sessions: 'whether a visitor has one, for a job',
		revoke_all: 'writes',
		invited: 'whose conversation a mailed link opens, by token',
	},
	'includes/Improve/Lessons/LessonRepository.php': { link: 'writes, of conversations that the route asked about' },
	'includes/Improve/Gaps/GapBuilder.php': {
		scan: 'numbers only, for a job',
		answers: 'makes the gaps, for a job; GapRepository asks before it shows any',
		is_badly_scored: 'yes or no, for a job',
		requests: 'times, for a job',
	},
	'includes/Improve/Gaps/GapRepository.php': { first_question: 'for a job; what is shown comes from shown() and asked(), which ask' },
	'includes/Improve/Today/FindTodayItems.php': { '*': 'notes numbers, for a job; TodayRepository asks before any is shown' },
	'includes/Improve/Today/TodayRepository.php': { add: 'writes', items: 'of items that open() asked about' },
	'includes/Improve/Review/DrawSample.php': { draw: 'a number', answers: 'asks for what everybody may see', first_since: 'a number' },
	'includes/Inbox/InboxRepository.php': {
		visitors: 'of conversations from a list that asked',
		read_on: 'its where() asks',
	},
	'includes/Inbox/IndexConversations.php': { '*': 'makes the index, for a job; searches ask' },
	'includes/Inbox/InboxSearch.php': {
		newest: 'numbers only; fitting() asks before any is shown',
		of_contacts: 'numbers only; fitting() asks before any is shown',
		fitting: 'its condition comes from rest(), which asks',
		matches: 'of conversations that fitting() found',
	},
	'includes/Operations/Backup/RestoreService.php': {
		check: 'numbers only, for administrators, who have the whole backup',
		after: 'numbers and times, for jobs',
	},
	'includes/Insights/ConversationFacts.php': { '*': 'counts, for a job; sums are kept by who may see the conversations, and Figures asks' },
	'includes/Insights/WeekThemes.php': { questions: 'groups, for a job; of() asks' },
	'includes/Insights/FigureConversations.php': { range: 'a part of the condition of a list, which asks' },
	'includes/Operations/SetupRepository.php': { has_conversations: 'yes or no' },
	'includes/Operations/WorkFigures.php': { stages: 'times of the newest answers only' },
	'includes/Realtime/VisitorFeed.php': { '*': 'the visitor’s own, by token' },
};

/** Functions of a class by name, with their code. */
function functionsOf( code ) {
	const plain = code.replace( /\/\*[\s\S]*?\*\//g, '' ).replace( /^\s*\/\/.*$/gm, '' );
	const starts = [ ...plain.matchAll( /^\t(?:final |abstract )?(?:public|protected|private) (?:static )?function (\w+)\(/gm ) ];
	return starts.map( ( start, index ) => ( { name: start[ 1 ], body: plain.slice( start.index, starts[ index + 1 ]?.index ) } ) );
}

/**
 * Whether code reads or changes one of the tables: as a table's name, or as the argument of the database's own functions or of a helper.
 */
function touches( body ) {
	const names = TABLES.join( '|' );
	return new RegExp( `(?:table\\(|->(?:count|tested|update|delete|insert|insert_new)\\([^;]*?)\\s*'(?:${ names })'` ).test( body ) &&
		/SELECT|UPDATE|DELETE|->(?:count|tested)\(/.test( body );
}

const asks = ( body ) => /\$this->access->condition\(|\$visible\b|\$allowed\b/.test( body );

function problems( root ) {
	const found = [];
	const used = new Set();
	for ( const file of filesUnder( root, 'includes', [ '.php' ] ).filter( ( name ) => ! name.startsWith( OWN_ROOM ) &&
		! /\/Create\w+\.php$/.test( name ) ) ) {
		for ( const { name, body } of functionsOf( readFileSync( join( root, file ), 'utf8' ) ) ) {
			if ( ! touches( body ) || asks( body ) ) {
				continue;
			}
			const key = REASONS[ file ]?.[ name ] ? name : '*';
			if ( REASONS[ file ]?.[ key ] ) {
				used.add( `${ file } ${ key }` );
			} else {
				found.push(
					`${ file }: ${ name }() reads conversations or their words without ConversationAccess::condition(); ask, or give the reason in tests/static/conversation-access.mjs.`
				);
			}
		}
	}
	for ( const [ file, names ] of Object.entries( REASONS ) ) {
		found.push(
			...Object.keys( names ).filter( ( name ) => ! used.has( `${ file } ${ name }` ) ).map( ( name ) =>
				`${ file }: ${ name }() needs no exception any more.` )
		);
	}
	return found;
}

export const checks = [ { name: 'SQL over conversations asks ConversationAccess', run: ( { root } ) => problems( root ) } ];

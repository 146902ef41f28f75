<?php

/**
 * Fills the tables with conversations and measures the reads of staff's lists, for bench/inbox.mjs. Run by `wp eval-file` with the number
 * of conversations; prints JSON. Deletes the rows of earlier runs first.
 *
 * One conversation of eleven is active. Agents, teams, labels and categories have uneven shares, so that there are large and small ones.
 */

declare( strict_types=1 );

use Aaia\Chatbot\Conversations\Priority;
use Aaia\Chatbot\Conversations\Status;
use Aaia\Chatbot\Inbox\ConversationResource;
use Aaia\Chatbot\Inbox\InboxFilter;
use Aaia\Chatbot\Inbox\InboxPage;
use Aaia\Chatbot\Inbox\InboxRepository;
use Aaia\Chatbot\Inbox\InboxSearch;
use Aaia\Chatbot\Inbox\StaffFeed;
use Aaia\Chatbot\Plugin;

const AAIA_TABLES = [
	'conversations', 'messages', 'conversation_words', 'conversation_labels', 'labels', 'categories', 'teams', 'team_members', 'events',
	'unread_marks', 'mentions', 'support_requests',
];

/** Rows of a page. */
const AAIA_PAGE = 25;

/** QUALITY.md: rows read <= 2 x page size. */
const AAIA_SINGLE = 2 * AAIA_PAGE;

/**
 * InboxRepository reads at most 1,000 rows of a range beyond two pages; for a label each is counted twice: the label's row, and its own.
 */
const AAIA_COMBINED = 2 * ( 1000 + 2 * AAIA_PAGE );

/** InboxSearch reads at most 3,200 entries of the index in each of five rounds, and looks 400 conversations up in each. */
const AAIA_SEARCH = 5 * ( 3200 + 4 * 400 );

/** How often each read is measured. */
const AAIA_TRIES = 15;

global $wpdb;
$size   = (int) $args[0];
$prefix = $wpdb->prefix . 'aaia_';
$fill   = static function ( string $sql ) use ( $wpdb ): void {
	// phpcs:ignore WordPress.DB.PreparedSQL -- a benchmark's own rows.
	if ( false === $wpdb->query( $sql ) ) {
		throw new RuntimeException( $wpdb->last_error );
	}
};
$begun  = hrtime( true );
foreach ( AAIA_TABLES as $table ) {
	$fill( "TRUNCATE TABLE {$prefix}$table" );
}
// Conversation n: 1 of 11 is active, of those 1 of 5 waits; each step of the sequence is a minute.
for ( $from = 1; $from <= $size; $from += 100_000 ) {
	$to = min( $size, $from + 99_999 );
	$fill( "INSERT INTO {$prefix}conversations ( id, public_id, channel, status, active, archived_at, handler, assignee_id, team_id, priority,
		category_id, contact_id, labelled, language, page_url, page_title, preview, last_message_id, last_activity_at, last_inbound_at,
		waiting_since, resolved_at, snoozed_until, unread, worst_rating, refused_answers, weak_answers, stuck, created_at )
		SELECT n, MD5( n ), 'web', IF( n % 11 = 0, IF( n % 5 = 0, 'pending', 'open' ), IF( n % 101 = 1, 'snoozed', 'resolved' ) ),
		n % 11 = 0 AND n % 7 <> 0, IF( n % 7 = 0, t, NULL ), IF( n % 3 = 0, 'human', 'assistant' ),
		IF( n % 4 = 0, NULL, 1 + FLOOR( SQRT( n % 400 ) ) ), IF( n % 3 = 1, 1 + FLOOR( SQRT( n % 50 ) ), NULL ), IF( n % 13 = 0, n % 5, 0 ),
		IF( n % 2 = 0, 1 + FLOOR( SQRT( n % 100 ) ), NULL ),
		IF( n % 6 = 0, 1 + n % 1000, NULL ), n % 5 = 0, 'en_US', 'https://site.test/', 'A page',
		CONCAT( 'A question about order ', n ), n, t, t, IF( n % 55 = 0, t, NULL ), IF( n % 11 = 0, NULL, t ),
		IF( n % 11 > 0 AND n % 101 = 1, '2037-01-01', NULL ), n % 33 = 0, IF( n % 17 = 0, -1, IF( n % 3 = 0, 1, NULL ) ), n % 19 = 0, n % 23 = 0,
		IF( n % 500 = 0, 1, 0 ), t
		FROM ( SELECT seq AS n, '2024-01-01' + INTERVAL seq MINUTE AS t FROM seq_{$from}_to_{$to} ) s" );
	$fill( "INSERT INTO {$prefix}messages ( id, public_id, conversation_id, author_type, parts, text, created_at )
		SELECT seq, MD5( seq ), seq, 'visitor', '{\"v\":1,\"parts\":[]}', CONCAT( 'A question about order ', seq ),
		'2024-01-01' + INTERVAL seq MINUTE
		FROM seq_{$from}_to_{$to}" );
	foreach ( [ "'question'", "CONCAT( 'topic', seq % 20 )", "CONCAT( 'group', seq % 1000 )", "CONCAT( 'x', seq )" ] as $word ) {
		$fill(
			"INSERT INTO {$prefix}conversation_words ( word, conversation_id ) SELECT $word AS word, seq FROM seq_{$from}_to_{$to} ORDER BY word, seq",
		);
	}
}
$fill( "INSERT INTO {$prefix}conversation_labels ( conversation_id, label_id, active, last_activity_at )
	SELECT id, 1 + FLOOR( SQRT( id % 64 ) ), active, last_activity_at FROM {$prefix}conversations WHERE labelled = 1" );
for ( $one = 1; $one <= 10; $one++ ) {
	$fill(
		"INSERT INTO {$prefix}labels ( id, name, folded, color, created_at ) VALUES ( $one, 'Label $one', MD5( $one ), '#336699', NOW() )",
	);
	$fill( "INSERT INTO {$prefix}teams ( id, name, created_at ) VALUES ( $one, 'Team $one', NOW() )" );
}
$user = (int) get_users( [ 'role' => 'administrator', 'fields' => 'ID' ] )[0];
for ( $one = 2; $one <= 21; $one++ ) {
	$fill(
		"INSERT IGNORE INTO {$wpdb->users} ( ID, user_login, display_name, user_registered ) VALUES ( $one, 'agent$one', 'Agent $one', NOW() )",
	);
}
$fill( "INSERT INTO {$prefix}team_members ( team_id, user_id, role ) VALUES ( 1, $user, 'member' ), ( 2, $user, 'member' )" );
foreach ( AAIA_TABLES as $table ) {
	$fill( "ANALYZE TABLE {$prefix}$table" );
}
$filled = ( hrtime( true ) - $begun ) / 1e9;

wp_set_current_user( $user );
$services = ( new Plugin( WP_PLUGIN_DIR . '/aaia-chatbot/aaia-chatbot.php' ) )->services;
$inbox    = $services->get( InboxRepository::class );
$search   = $services->get( InboxSearch::class );
$resource = $services->get( ConversationResource::class );
$feed     = $services->get( StaffFeed::class );

/** Rows that the database has read for this connection so far. */
$rows_read = static function () use ( $wpdb ): int {
	$rows = 0;
	foreach ( $wpdb->get_results( "SHOW SESSION STATUS LIKE 'Handler_read_%'" ) as $status ) {
		$rows += (int) $status->Value; // phpcs:ignore WordPress.NamingConventions.ValidVariableName
	}
	return $rows;
};
$p50       = static function ( callable $read ): array {
	$times = [];
	for ( $try = 0; $try < AAIA_TRIES; $try++ ) {
		$begun   = hrtime( true );
		$read();
		$times[] = ( hrtime( true ) - $begun ) / 1e6;
	}
	sort( $times );
	return [ $times[ intdiv( AAIA_TRIES, 2 ) ], end( $times ) ];
};
$measure   = static function ( string $what, string $kind, callable $read, int $bar ) use ( $wpdb, $rows_read, $p50 ): array {
	$read();
	$before  = $rows_read();
	$own     = $rows_read() - $before;
	$before  = $rows_read();
	$queries = $wpdb->num_queries;
	$read();
	$queries        = $wpdb->num_queries - $queries;
	$rows           = $rows_read() - $before - $own;
	[ $ms, $worst ] = $p50( $read );
	return [
		'what' => $what,
		'kind' => $kind,
		'rows' => max( 0, $rows ),
		'bar' => $bar,
		'queries' => $queries,
		'ms' => $ms,
		'worst' => $worst,
	];
};
$page      = static fn( InboxFilter $filter, ?array $after = null ): InboxPage => $inbox->page( $filter, $after, AAIA_PAGE );
$found     = static fn( InboxFilter $filter ): InboxPage => $search->page( $filter, null, AAIA_PAGE );
$from      = new DateTimeImmutable( '2024-01-02' );
$to        = new DateTimeImmutable( '2024-01-05' );
$all       = [ 'archived' => null ];
$single    = [
	'open and pending'          => new InboxFilter(),
	'mine, with my teams'       => new InboxFilter( assignee: $user, teams: [ 1, 2 ] ),
	'unassigned'                => new InboxFilter( assignee: InboxFilter::NOBODY, team: InboxFilter::NOBODY ),
	'needs a person'            => new InboxFilter( todo: true ),
	'pending'                   => new InboxFilter( [ Status::Pending ] ),
	'resolved'                  => new InboxFilter( [ Status::Resolved ], ...$all ),
	'archived'                  => new InboxFilter( archived: true ),
	'unread'                    => new InboxFilter( unread: true ),
	'an agent'                  => new InboxFilter( assignee: 12 ),
	'a team'                    => new InboxFilter( team: 7 ),
	'a label'                   => new InboxFilter( label: 3 ),
	'a category'                => new InboxFilter( category: 4 ),
	'a priority'                => new InboxFilter( priority: Priority::High ),
	'rated negatively'          => new InboxFilter( [], null, rating: -1 ),
	'a contact'                 => new InboxFilter( archived: null, contact: 7 ),
	'stuck'                     => new InboxFilter( archived: null, stuck: true ),
	'days'                      => new InboxFilter( from: $from, to: $to ),
	'oldest first'              => new InboxFilter( descending: false ),
	'by waiting time'           => new InboxFilter( sort: InboxFilter::BY_WAITING, descending: false ),
	'by category'               => new InboxFilter( sort: InboxFilter::BY_CATEGORY, descending: false, groups: range( 1, 10 ) ),
];
$combined  = [
	'a label and a priority'                 => new InboxFilter( label: 3, priority: Priority::High ),
	'a team, rated negatively, days'         => new InboxFilter( archived: null, team: 7, rating: -1, from: $from, to: $to ),
	'a category, an agent, unread'           => new InboxFilter( category: 4, assignee: 12, unread: true ),
	'a label and a team where nothing fits'  => new InboxFilter( label: 8, team: 7, category: 10, priority: Priority::Urgent ),
	'rated negatively, of those not archived' => new InboxFilter( [ Status::Resolved ], rating: -1 ),
];
$searches  = [
	'search for a word of one'                => new InboxFilter( archived: null, search: 'x' . intdiv( $size, 2 ) ),
	'search for a word of one in 1,000'       => new InboxFilter( archived: null, search: 'group7' ),
	'search for a word of all'                => new InboxFilter( archived: null, search: 'question' ),
	'search for two words'                    => new InboxFilter( archived: null, search: 'group77 topic3' ),
	'search for beginnings of very many words' => new InboxFilter( archived: null, search: 'x' ),
	'search, with a label'                    => new InboxFilter( archived: null, search: 'topic3', label: 3 ),
	'search for what is nowhere'              => new InboxFilter( archived: null, search: 'question nowhere' ),
];
$deep      = $page( new InboxFilter( [ Status::Resolved ], null ) )->next;
for ( $pages = 1; $pages < 40 && null !== $deep; $pages++ ) {
	$deep = $page( new InboxFilter( [ Status::Resolved ], null ), $deep )->next;
}
$reads = [];
foreach ( $single as $name => $filter ) {
	$reads[] = $measure( "list: $name", 'single', static fn() => $page( $filter ), AAIA_SINGLE );
}
$reads[] = $measure(
	'list: page 41',
	'single',
	static fn() => $page( new InboxFilter( [ Status::Resolved ], null ), $deep ),
	AAIA_SINGLE,
);
foreach ( $combined as $name => $filter ) {
	$reads[] = $measure( "combined: $name", 'combined', static fn() => $page( $filter ), AAIA_COMBINED );
}
foreach ( $searches as $name => $filter ) {
	$reads[] = $measure( $name, 'search', static fn() => $found( $filter ), AAIA_SEARCH );
}
$items   = $page( new InboxFilter() )->items;
$reads[] = $measure( 'counts of the tabs', 'single', static fn() => $inbox->counts( $user ), 7 * 2 * InboxRepository::COUNT_CAP );
$reads[] = $measure( 'what a page shows of each', 'page', static fn() => $resource->several( $items ), 10 * AAIA_PAGE );
$reads[] = $measure( 'poll with nothing new', 'single', static fn() => $feed->after( $feed->current_position() ), 4 );
$reads[] = $measure( 'a whole page by REST', 'page', static function (): void {
	$request = new WP_REST_Request( 'GET', '/aaia-chatbot/v1/conversations' );
	if ( 200 !== rest_do_request( $request )->get_status() ) {
		throw new RuntimeException( 'The route refused.' );
	}
}, 40 * AAIA_PAGE + 14 * InboxRepository::COUNT_CAP );
echo wp_json_encode( [
	'reads'          => $reads,
	'empty_ms'       => $p50( static fn() => $wpdb->get_var( 'SELECT 1' ) )[0],
	'filled_seconds' => $filled,
] ), "\n";

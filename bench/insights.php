<?php

/**
 * Fills the tables with conversations and measures the figures, for bench/insights.mjs. Run by `wp eval-file` with the number of
 * conversations; prints JSON. Deletes the rows of earlier runs first.
 *
 * Two years of conversations. The facts of all but the newest are written by SQL; the newest, and all days, are counted by the plugin.
 */

declare( strict_types=1 );

use Aaia\Chatbot\Insights\ConversationFacts;
use Aaia\Chatbot\Insights\CountFigures;
use Aaia\Chatbot\Insights\FigureRepository;
use Aaia\Chatbot\Insights\Figures;
use Aaia\Chatbot\Insights\Period;
use Aaia\Chatbot\Plugin;

const AAIA_TABLES = [
	'conversations', 'messages', 'ratings', 'visitor_ratings', 'support_requests', 'conversation_labels', 'labels', 'categories', 'teams',
	'team_members', 'events', 'conversation_facts', 'daily_figures', 'figure_days', 'model_costs', 'turns', 'answer_metrics',
	'source_reports',
];

/** Conversations that the plugin itself counts. */
const AAIA_COUNTED = 5000;

/** Days over which they are spread. */
const AAIA_DAYS = 730;

/** How often each read is measured. */
const AAIA_TRIES = 9;

global $wpdb;
$size   = (int) $args[0];
$prefix = $wpdb->prefix . 'aaia_';
$fill   = static function ( string $sql ) use ( $wpdb ): void {
	// phpcs:ignore WordPress.DB.PreparedSQL -- a benchmark's own rows.
	if ( false === $wpdb->query( $sql ) ) {
		throw new RuntimeException( $wpdb->last_error );
	}
};
$begun = hrtime( true );
foreach ( AAIA_TABLES as $table ) {
	$fill( "TRUNCATE TABLE {$prefix}$table" );
}
// Without any facts the plugin's own job would begin to count all conversations while they are filled in.
$fill( "INSERT INTO {$prefix}conversation_facts SELECT 1, '', '2020-01-01', 1, 1, 0, NULL, 'web', '', '', NULL, NULL, NULL, 'silent', 0,
	0, 0, 0,
	0, 0, 0, 0, 0, 0, NULL, NULL, NULL, NULL, NULL" );
$start   = ( new DateTimeImmutable( 'today', wp_timezone() ) )->modify( '-' . ( AAIA_DAYS - 1 ) . ' days' )
	->setTimezone( new DateTimeZone( 'UTC' ) );
$first   = $start->format( 'Y-m-d H:i:s' );
$minutes = ( time() - $start->getTimestamp() ) / 60 / $size;
for ( $from = 1; $from <= $size; $from += 100_000 ) {
	$to   = min( $size, $from + 99_999 );
	$time = "'$first' + INTERVAL FLOOR( seq * $minutes + 240 * SIN( seq / 97 ) * ( seq > 2000 AND seq < $size - 2000 ) ) MINUTE";
	// More by day than by night: half of those of the night begin twelve hours later.
	$fill( "INSERT INTO {$prefix}conversations ( id, public_id, visitor_id, channel, status, active, handler, team_id, category_id, labelled,
		language, page_url, preview, last_message_id, last_activity_at, resolved_at, resolved_by, worst_rating, created_at )
		SELECT n, MD5( n ), 1 + FLOOR( n * 7919 % ( $size * 0.7 ) ), 'web', IF( n % 3 = 0, 'resolved', 'open' ), IF( n % 3 = 0, 0, 1 ),
		IF( n % 5 = 0, 'human', 'assistant' ), IF( n % 3 = 1, 1 + FLOOR( SQRT( n % 25 ) ), NULL ),
		IF( n % 2 = 0, 1 + FLOOR( SQRT( n % 49 ) ), NULL ), n % 5 = 0, ELT( 1 + n % 5, 'fr_FR', 'fr_FR', 'fr_FR', 'en_US', 'es_ES' ),
		CONCAT( 'https://site.test/page-', FLOOR( SQRT( n * 31 % 6400 ) ), '/' ), CONCAT( 'A question about order ', n ), 3 * n,
		t + INTERVAL 3 MINUTE,
		IF( n % 3 = 0, t + INTERVAL 1 + n * 37 % 9000 MINUTE, NULL ), IF( n % 3 = 0, IF( n % 5 = 0, 'agent', 'system' ), NULL ),
		IF( n % 17 = 0, -1, IF( n % 6 = 0, 1, NULL ) ), t
		FROM ( SELECT seq AS n, $time + INTERVAL IF( HOUR( $time ) < 7, 720 * ( seq % 2 ), 0 ) MINUTE AS t FROM seq_{$from}_to_{$to} ) s" );
	$fill( "INSERT INTO {$prefix}messages ( public_id, conversation_id, author_type, author_id, parts, text, created_at )
		SELECT MD5( CONCAT( 'v', c.id ) ), c.id, 'visitor', NULL, '{\"v\":1,\"parts\":[]}', CONCAT( 'Where is my order ', c.id, '?' ),
		c.created_at
		FROM {$prefix}conversations c WHERE c.id BETWEEN $from AND $to" );
	$fill( "INSERT INTO {$prefix}messages ( public_id, conversation_id, author_type, author_id, parts, text, created_at )
		SELECT MD5( CONCAT( 'a', c.id ) ), c.id, 'assistant', NULL, '{\"v\":1,\"parts\":[]}', 'It is on its way.',
		c.created_at + INTERVAL 5 SECOND
		FROM {$prefix}conversations c WHERE c.id BETWEEN $from AND $to" );
	$fill( "INSERT INTO {$prefix}messages ( public_id, conversation_id, author_type, author_id, parts, text, created_at )
		SELECT MD5( CONCAT( 'p', c.id ) ), c.id, 'agent', 1 + c.id * 13 % 7, '{\"v\":1,\"parts\":[]}', 'A person writes.',
		c.created_at + INTERVAL 30 + c.id * 101 % 40000 SECOND
		FROM {$prefix}conversations c WHERE c.id BETWEEN $from AND $to AND c.id % 5 = 0" );
	$fill( "INSERT INTO {$prefix}support_requests ( conversation_id, origin, reason, summary, page_url, page_title, created_at )
		SELECT c.id, 'button', 'asked', '', '', '', c.created_at + INTERVAL 20 SECOND FROM {$prefix}conversations c
		WHERE c.id BETWEEN $from AND $to AND ( c.id % 10 = 0 OR c.id % 31 = 0 )" );
	$fill( "INSERT INTO {$prefix}ratings ( conversation_id, message_id, value, created_at, updated_at )
		SELECT m.conversation_id, m.id, IF( m.conversation_id % 17 = 0, -1, 1 ), m.created_at, m.created_at FROM {$prefix}messages m
		WHERE m.author_type = 'assistant' AND m.conversation_id BETWEEN $from AND $to
		AND ( m.conversation_id % 17 = 0 OR m.conversation_id % 6 = 0 )" );
	$fill( "INSERT INTO {$prefix}ratings ( conversation_id, message_id, value, created_at, updated_at )
		SELECT c.id, 0, 1 + c.id * 3 % 5, c.created_at, c.created_at FROM {$prefix}conversations c
		WHERE c.id BETWEEN $from AND $to AND c.id % 23 = 0" );
	$fill( "INSERT INTO {$prefix}conversation_labels ( conversation_id, label_id, active, last_activity_at )
		SELECT id, 1 + FLOOR( SQRT( id % 64 ) ), active, last_activity_at FROM {$prefix}conversations
		WHERE labelled = 1 AND id BETWEEN $from AND $to" );
}
foreach ( [ 'Delivery', 'Returns', 'Invoices', 'Opening hours', 'Stock', 'Complaints', 'Other' ] as $index => $name ) {
	$number = $index + 1;
	$fill( "INSERT INTO {$prefix}categories ( id, name, folded, color, position, created_at )
		VALUES ( $number, '$name', MD5( $number ), '#336699', $number, NOW() )" );
	$fill( "INSERT INTO {$prefix}labels ( id, name, folded, color, created_at )
		VALUES ( $number, 'Label $number', MD5( $number ), '#336699', NOW() )" );
	$fill( "INSERT INTO {$prefix}teams ( id, name, created_at ) VALUES ( $number, 'Team $number', NOW() )" );
	$fill( "INSERT IGNORE INTO {$wpdb->users} ( ID, user_login, display_name, user_registered )
		VALUES ( $number, 'agent$number', 'Agent $number', NOW() )" );
}
$fill( "INSERT INTO {$prefix}model_costs ( slot, source, model, currency, answers, input_tokens, output_tokens, micro )
	SELECT '$first' + INTERVAL 15 * seq MINUTE, 'chat', ELT( 1 + seq % 2, 'large', 'small' ), 'EUR', 10, 9000, 3000,
	400000 + seq * 7919 % 300000
	FROM seq_0_to_" . ( AAIA_DAYS * 96 - 1 ) );
$earlier = max( 0, $size - AAIA_COUNTED );
$fill( "REPLACE INTO {$prefix}conversation_facts SELECT c.id, '', DATE( c.created_at ), 1 + WEEKDAY( c.created_at ),
	HOUR( c.created_at ), 1,
	IF( c.id % 4 = 0, DATE( c.created_at ) - INTERVAL c.id % 300 DAY, NULL ), c.channel, LEFT( c.language, 2 ), c.page_url,
	c.category_id, c.team_id,
	IF( c.id % 5 = 0, 1 + c.id * 13 % 7, NULL ), CASE WHEN c.id % 5 = 0 THEN 'handled'
	WHEN c.id % 17 = 0 OR c.id % 31 = 0 THEN 'contradicted'
	WHEN c.id % 6 = 0 THEN 'confirmed' ELSE 'silent' END, 0, c.id % 10 = 0 OR c.id % 31 = 0, c.id % 5 > 0 AND c.id % 31 > 0,
	c.status = 'resolved' AND c.resolved_by = 'agent', 1, 1, c.id % 5 = 0, 0, c.id % 6 = 0 AND c.id % 17 > 0, c.id % 17 = 0,
	IF( c.id % 23 = 0, 1 + c.id * 3 % 5, NULL ), IF( c.id % 5 = 0, 10 + c.id * 101 % 40000, NULL ),
	IF( c.id % 5 = 0, c.id * 101 % 28800, NULL ),
	IF( c.id % 15 = 0, 60 * ( 1 + c.id * 37 % 9000 ), NULL ), IF( c.id % 15 = 0, 60 * ( c.id * 37 % 2000 ), NULL )
	FROM {$prefix}conversations c WHERE c.id <= $earlier" );
foreach ( AAIA_TABLES as $table ) {
	$fill( "ANALYZE TABLE {$prefix}$table" );
}
$filled = ( hrtime( true ) - $begun ) / 1e9;

$user = (int) get_users( [ 'role' => 'administrator', 'fields' => 'ID' ] )[0];
wp_set_current_user( $user );
$services = ( new Plugin( WP_PLUGIN_DIR . '/aaia-chatbot/aaia-chatbot.php' ) )->services;
$counting = $services->get( CountFigures::class );
$figures  = $services->get( FigureRepository::class );
$seconds  = static function ( callable $work ): float {
	$begun = hrtime( true );
	$work();
	return ( hrtime( true ) - $begun ) / 1e9;
};

$facts   = $services->get( ConversationFacts::class );
$counted = $seconds( static function () use ( $facts, $earlier, $size ): void {
	foreach ( array_chunk( range( $earlier + 1, $size ), 100 ) as $ids ) {
		$facts->count( $ids );
	}
} );
$figures->mark( array_map(
	static fn( int $ago ): string => ( new DateTimeImmutable( "-$ago days", wp_timezone() ) )->format( 'Y-m-d' ),
	range( 0, AAIA_DAYS ),
) );
$figures->set_counter( FigureRepository::EARLIER, 0 );
$figures->set_counter( FigureRepository::ZONE, FigureRepository::zone() );
$summed  = $seconds( static function () use ( $counting ): void {
	while ( ! $counting->run( 60.0 ) ) {
		continue;
	}
} );

$day    = static fn( string $when ): string => ( new DateTimeImmutable( $when, wp_timezone() ) )->format( 'Y-m-d' );
$read   = $services->get( Figures::class );
$period = static fn( string $from ): Period => Period::between( $day( $from ), $day( 'today' ) )
	?? throw new RuntimeException( 'No period.' );
$reads  = [
	'7 days'    => static fn() => $read->of( $period( '-6 days' ) ),
	'30 days'   => static fn() => $read->of( $period( '-29 days' ) ),
	'90 days'   => static fn() => $read->of( $period( '-89 days' ) ),
	'365 days'  => static fn() => $read->of( $period( '-364 days' ) ),
	'30 days of costs'      => static fn() => $read->costs( $period( '-29 days' ) ),
	'the whole screen, 30 days and those before, by REST'  => static function () use ( $day ): void {
		$request = new WP_REST_Request( 'GET', '/aaia-chatbot/v1/insights' );
		$request->set_query_params( [ 'from' => $day( '-29 days' ), 'to' => $day( 'today' ) ] );
		if ( 200 !== rest_do_request( $request )->get_status() ) {
			throw new RuntimeException( 'The route refused.' );
		}
	},
	'the whole screen, 365 days and those before, by REST' => static function () use ( $day ): void {
		$request = new WP_REST_Request( 'GET', '/aaia-chatbot/v1/insights' );
		$request->set_query_params( [ 'from' => $day( '-364 days' ), 'to' => $day( 'today' ) ] );
		rest_do_request( $request );
	},
	'the same counted from the conversations, 30 days'     => static fn() => $wpdb->get_results(
		$wpdb->prepare(
			"SELECT DATE( c.created_at ), COUNT(*), SUM( c.status = 'resolved' ), COUNT( DISTINCT c.visitor_id ) FROM {$prefix}conversations c
				LEFT JOIN {$prefix}ratings r ON r.conversation_id = c.id WHERE c.created_at >= %s GROUP BY 1",
			$day( '-29 days' )
		)
	),
];
$times  = [];
foreach ( $reads as $what => $work ) {
	$tries = [];
	for ( $try = 0; $try < AAIA_TRIES; $try++ ) {
		$tries[] = 1000 * $seconds( $work );
	}
	sort( $tries );
	$times[] = [ 'what' => $what, 'ms' => $tries[ intdiv( AAIA_TRIES, 2 ) ], 'worst' => end( $tries ) ];
}
$empty = [];
for ( $try = 0; $try < AAIA_TRIES; $try++ ) {
	$empty[] = 1000 * $seconds( static fn() => $wpdb->get_var( 'SELECT 1' ) );
}
sort( $empty );
echo wp_json_encode( [
	'filled_seconds' => $filled,
	'count_ms'       => 1000 * $counted / max( 1, $size - $earlier ),
	'day_ms'         => 1000 * $summed / AAIA_DAYS,
	'rows'           => (int) $wpdb->get_var( "SELECT COUNT(*) FROM {$prefix}daily_figures" ),
	'empty_ms'       => $empty[ intdiv( AAIA_TRIES, 2 ) ],
	'reads'          => $times,
] ), "\n";

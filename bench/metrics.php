<?php

/**
 * Fills the tables with answers and their metrics, and measures the reads of staff, for bench/metrics.mjs. Run by `wp eval-file` with the
 * number of answers; prints JSON. Deletes the rows of earlier runs first.
 */

declare( strict_types=1 );

use Aaia\Chatbot\Assistant\Metrics\AnswerMetricsRecord;
use Aaia\Chatbot\Assistant\Metrics\MetricsRepository;
use Aaia\Chatbot\Assistant\Similar\QuestionFeatures;
use Aaia\Chatbot\Assistant\Similar\SimilarQuestionFinder;
use Aaia\Chatbot\Assistant\UsageRepository;
use Aaia\Chatbot\Conversations\MessageRepository;
use Aaia\Chatbot\Conversations\Parts;
use Aaia\Chatbot\Inbox\AnswerIssue;
use Aaia\Chatbot\Inbox\InboxFilter;
use Aaia\Chatbot\Inbox\InboxRepository;
use Aaia\Chatbot\Inbox\MetricsExport;
use Aaia\Chatbot\Plugin;

const AAIA_TABLES = [ 'conversations', 'messages', 'answer_metrics', 'question_words', 'model_costs' ];

/** Rows of a multi-row INSERT. */
const AAIA_BATCH = 400;

/** How often each read is measured. */
const AAIA_TRIES = 15;

function aaia_question( int $number ): string {
	$about = [
		'delivery', 'refund', 'opening hours', 'warranty', 'invoice', 'bicycle lock', 'sewing machine', 'ferry ticket',
		'password', 'account', 'gift card', 'return label',
	];
	$asked = [
		'How long does the %s take for order %d?',
		'Where do I find the %s of article %d?',
		'I need help with my %s %d please',
		'What does a %s of kind %d cost?',
		'Can I change the %s number %d?',
	];
	return sprintf( $asked[ $number % 5 ], $about[ $number % 12 ], $number % 997 );
}

/** @param list<list<string|int|float|null>> $rows */
function aaia_insert( \wpdb $wpdb, string $table, string $columns, array $rows ): void {
	foreach ( array_chunk( $rows, AAIA_BATCH ) as $some ) {
		$lines = array_map(
			static fn( array $row ): string => '(' . implode(
				',',
				array_map(
					static fn( $cell ): string => null === $cell ? 'NULL' : ( is_int( $cell ) ? (string) $cell : "'" . esc_sql( (string) $cell ) . "'" ),
					$row,
				),
			) . ')',
			$some,
		);
		// phpcs:ignore WordPress.DB.PreparedSQL -- a benchmark's own rows.
		$wpdb->query( "INSERT INTO {$wpdb->prefix}aaia_$table ($columns) VALUES " . implode( ',', $lines ) );
	}
}

/** @return array<string, mixed> */
function aaia_metrics( int $number, string $question ): array {
	$passages  = [];
	$sentences = [];
	for ( $rank = 1; $rank <= 9; $rank++ ) {
		$passages[] = [
			'rank' => $rank,
			'chunk' => $number + $rank,
			'document' => 'post:' . ( $number % 500 + $rank ),
			'title' => "A page about question $number and its neighbours",
			'url' => "https://shop.example/help/page-$number-$rank",
			'score' => 20.5 - $rank,
			'confidence' => 0.7,
			'in_prompt' => $rank <= 6,
			'cited' => 1 === $rank,
		];
	}
	for ( $at = 1; $at <= 4; $at++ ) {
		$sentences[] = [
			'text' => "Sentence $at of the answer to question $number, of a length that sentences of answers have.",
			'support' => 0.9,
			'passage' => 1,
		];
	}
	$hash = substr( md5( "$number" ), 0, 16 );
	return [
		'origin' => 'recorded',
		'question' => $question,
		'searched' => $question,
		'language' => 'en',
		'model' => 'model-x',
		'refused' => 0 === $number % 100,
		'readable' => true,
		'action' => null,
		'capped' => false,
		'support' => 0 === $number % 97 ? 0.3 : 0.9,
		'passages' => $passages,
		'sentences' => $sentences,
		'flags' => 0 === $number % 89 ? [ [ 'kind' => 'price', 'value' => '99 €' ] ] : [],
		'times' => [ 'retrieve' => 12, 'first' => 300, 'total' => 2000 ],
		'tokens' => [ 'input' => 1500, 'output' => 90 ],
		'cost' => [ 'micro' => 279, 'currency' => 'EUR' ],
		'prompt' => [
			'system' => $hash,
			'instructions' => $hash,
			'rules' => $hash,
			'passages' => array_fill( 0, 6, $hash ),
			'documents' => range( 1, 6 ),
			'history' => 2,
			'said' => $hash,
			'tools' => [ 'send_support_email' ],
		],
		'newest' => 500,
	];
}

/** Adds conversations with two answers each. */
function aaia_fill( \wpdb $wpdb, int $answers ): void {
	foreach ( AAIA_TABLES as $table ) {
		$wpdb->query( "DELETE FROM {$wpdb->prefix}aaia_$table" ); // phpcs:ignore WordPress.DB.PreparedSQL
	}
	$words = new QuestionFeatures();
	$begin = time() - 300 * DAY_IN_SECONDS;
	foreach ( array_chunk( range( 1, intdiv( $answers, 2 ) ), 1000 ) as $conversations ) {
		$rows = array_fill_keys( AAIA_TABLES, [] );
		foreach ( $conversations as $id ) {
			$at    = gmdate( 'Y-m-d H:i:s', $begin + $id * 60 );
			$marks = [ 0, 0, 0 ];
			foreach ( [ 2 * $id - 1, 2 * $id ] as $turn => $number ) {
				$question = aaia_question( $number );
				$asked    = 4 * $id - 3 + 2 * $turn;
				$data     = aaia_metrics( $number, $question );
				$marks    = [
					$marks[0] | (int) ( $data['support'] < 0.5 ),
					$marks[1] | (int) ( [] !== $data['flags'] ),
					$marks[2] | (int) $data['refused'],
				];
				array_push(
					$rows['messages'],
					[ $asked, "q-$number", $id, 'visitor', 0, Parts::text_only( $question )->to_json(), $question, 'complete', 0, null, $at ],
					[
						$asked + 1,
						"a-$number",
						$id,
						'assistant',
						0,
						Parts::text_only( "An answer to $question" )->to_json(),
						"An answer to $question",
						'complete',
						(int) $data['refused'],
						$asked,
						$at,
					]
				);
				$rows['answer_metrics'][] = [
					$asked + 1,
					$id,
					$at,
					'model-x',
					(int) $data['refused'],
					count( $data['flags'] ),
					(int) ( 100 * $data['support'] ),
					279,
					'EUR',
					AnswerMetricsRecord::fitted( $data )->to_json(),
				];
				foreach ( $words->term_hashes( $question ) as $word ) {
					$rows['question_words'][] = [ $word, $asked, $id ];
				}
			}
			$rows['conversations'][] = [ $id, "c-$id", 'web', 'open', 'assistant', $at, $at, ...$marks ];
		}
		aaia_insert(
			$wpdb,
			'conversations',
			'id, public_id, channel, status, handler, last_activity_at, created_at, weak_answers, flagged_answers, refused_answers',
			$rows['conversations'],
		);
		aaia_insert(
			$wpdb,
			'messages',
			'id, public_id, conversation_id, author_type, private, parts, text, generation, refused, question_id, created_at',
			$rows['messages'],
		);
		aaia_insert(
			$wpdb,
			'answer_metrics',
			'message_id, conversation_id, created_at, model, refused, flags, support, cost, currency, data',
			$rows['answer_metrics'],
		);
		aaia_insert( $wpdb, 'question_words', 'word, message_id, conversation_id', $rows['question_words'] );
	}
	$slots = array_map(
		static fn( int $slot ): array => [
			gmdate( 'Y-m-d H:i:s', intdiv( time(), 900 ) * 900 - $slot * 900 ),
			'chat',
			'model-x',
			'EUR',
			10,
			15000,
			900,
			2790,
		],
		range( 0, 96 * 300 ),
	);
	aaia_insert( $wpdb, 'model_costs', 'slot, source, model, currency, answers, input_tokens, output_tokens, micro', $slots );
	foreach ( AAIA_TABLES as $table ) {
		$wpdb->query( "ANALYZE TABLE {$wpdb->prefix}aaia_$table" ); // phpcs:ignore WordPress.DB.PreparedSQL
	}
}

/** Rows that the database has read for this connection so far. */
function aaia_rows_read( \wpdb $wpdb ): int {
	$rows = 0;
	foreach ( $wpdb->get_results( "SHOW SESSION STATUS LIKE 'Handler_read_%'" ) as $status ) {
		$rows += (int) $status->Value; // phpcs:ignore WordPress.NamingConventions.ValidVariableName
	}
	return $rows;
}

/** @return array{what: string, rows: int, bar: int, ms: float} */
function aaia_read( \wpdb $wpdb, string $what, int $bar, callable $read ): array {
	$read( 0 );
	$before = aaia_rows_read( $wpdb );
	$empty  = aaia_rows_read( $wpdb ) - $before;
	$before = aaia_rows_read( $wpdb );
	$read( 1 );
	$rows  = aaia_rows_read( $wpdb ) - $before - $empty;
	$times = [];
	for ( $try = 0; $try < AAIA_TRIES; $try++ ) {
		$begun   = hrtime( true );
		$read( $try );
		$times[] = ( hrtime( true ) - $begun ) / 1e6;
	}
	sort( $times );
	return [ 'what' => $what, 'rows' => max( 0, $rows ), 'bar' => $bar, 'ms' => $times[ intdiv( AAIA_TRIES, 2 ) ] ];
}

global $wpdb;
$answers = (int) $args[0];
aaia_fill( $wpdb, $answers );
wp_set_current_user( (int) get_users( [ 'role' => 'administrator', 'fields' => 'ID' ] )[0] );
$services = ( new Plugin( WP_PLUGIN_DIR . '/aaia-chatbot/aaia-chatbot.php' ) )->services;
$messages = $services->get( MessageRepository::class );
$metrics  = $services->get( MetricsRepository::class );
$inbox    = $services->get( InboxRepository::class );
$export   = $services->get( MetricsExport::class );
$similar  = $services->get( SimilarQuestionFinder::class );
$usage    = $services->get( UsageRepository::class );
$newest   = intdiv( $answers, 2 );
$page     = static fn( InboxFilter $filter ): array => $inbox->page( $filter, null, 25 )->items;
// No conversation is unread: the list scans its cap of 1,000 rows, with three reads each, and stops.
$reads    = [
	'details'  => aaia_read( $wpdb, 'a thread with all its details', 40, static function ( int $try ) use (
		$messages,
		$metrics,
		$newest,
	): void {
		foreach ( $messages->thread( $newest - 7 * $try, 50, true ) as $message ) {
			$metrics->for_message( $message->id );
		}
	} ),
	'list'     => aaia_read( $wpdb, 'a page of the list with its marks', 50, static fn() => $page( new InboxFilter() ) ),
	'weak'     => aaia_read( $wpdb, 'a page of weak answers', 110, static fn() => $page( new InboxFilter( answers: AnswerIssue::Weak ) ) ),
	'flagged'  => aaia_read(
		$wpdb,
		'a page of flagged answers, archived too',
		110,
		static fn() => $page( new InboxFilter( archived: null, answers: AnswerIssue::Flagged ) ),
	),
	'refused'  => aaia_read(
		$wpdb,
		'a page of refused answers, unread',
		3200,
		static fn() => $page( new InboxFilter( unread: true, answers: AnswerIssue::Refused ) ),
	),
	'similar'  => aaia_read(
		$wpdb,
		'five similar questions, with answers',
		3500,
		static fn( int $try ) => $similar
			->find( $messages->by_id( 4 * ( $newest - 11 * $try ) - 3 ) ?? throw new RuntimeException( 'No question.' ), 5 ),
	),
	'export'   => aaia_read( $wpdb, '100 conversations of a file', 1200, static function () use ( $export ): void {
		foreach ( $export->csv( $export->of_list( new InboxFilter( archived: null ) ) ) as $line => $unused ) {
			if ( $line >= 200 ) {
				return;
			}
		}
	} ),
	'missing'  => aaia_read( $wpdb, 'since when there are details', 10, static fn() => $metrics->possible_since() ),
	'month'    => aaia_read( $wpdb, 'cost of this month and today', 2 * 96 * 32, static fn() => $usage->now() ),
];
$memory   = memory_get_usage();
$most     = 0;
$exported = -1;
$begun    = hrtime( true );
foreach ( $export->csv( $export->of_list( new InboxFilter( archived: null ) ) ) as $unused ) {
	++$exported;
	$most = max( $most, memory_get_usage() - $memory );
}
echo wp_json_encode(
	[
		'reads'     => $reads,
		'largest'   => (int) $wpdb->get_var( "SELECT MAX( LENGTH( data ) ) FROM {$wpdb->prefix}aaia_answer_metrics" ),
		'export_mb' => $most / 1e6,
		'export_ms' => ( hrtime( true ) - $begun ) / 1e6 / max( 1, $exported ),
		'exported'  => $exported,
	]
), "\n";

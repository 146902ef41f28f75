<?php

/**
 * Adds a case for each question of a file and measures runs, for bench/testbench.mjs. Run by `wp eval-file` with the file and the
 * number of cases; prints JSON. Deletes the cases and runs of earlier times first.
 */

declare( strict_types=1 );

use Aaia\Chatbot\Improve\Bench\BenchGuard;
use Aaia\Chatbot\Improve\Bench\Expectation;
use Aaia\Chatbot\Improve\Bench\RunTouched;
use Aaia\Chatbot\Improve\Bench\TestQuestionRepository;
use Aaia\Chatbot\Improve\Bench\TestRun;
use Aaia\Chatbot\Improve\Bench\TestRunner;
use Aaia\Chatbot\Improve\Bench\TestRunRepository;
use Aaia\Chatbot\Plugin;
use Aaia\Chatbot\Storage\Database;

/** Tables of the bench, and those that count and log: all others must stay as they are. */
const AAIA_OWN = [ 'test_questions', 'test_runs', 'test_results', 'test_touches', 'events', 'counters', 'event_cursors', 'jobs' ];

[ $file, $cases ] = [ (string) $args[0], (int) $args[1] ];
$services         = ( new Plugin( WP_PLUGIN_DIR . '/aaia-chatbot/aaia-chatbot.php' ) )->services;
$database         = $services->get( Database::class );
$questions        = $services->get( TestQuestionRepository::class );
$runs             = $services->get( TestRunRepository::class );
$runner           = $services->get( TestRunner::class );
foreach ( [ 'test_results', 'test_runs', 'test_questions', 'test_touches' ] as $table ) {
	$database->execute( 'DELETE FROM %i', $database->table( $table ) );
}
foreach ( array_slice( (array) file( $file, FILE_IGNORE_NEW_LINES | FILE_SKIP_EMPTY_LINES ), 0, $cases ) as $line ) {
	$asked = json_decode( (string) $line, true );
	$questions->add( $asked['question'], [], 'fr', new Expectation( sources: $asked['relevant'] ), 'file' );
}

/** Rows of all tables but those of the bench. */
$rows = static function () use ( $database ): array {
	$counts = [];
	foreach ( $database->rows( 'SHOW TABLES LIKE %s', $database->like( $database->table( '' ) ) . '%' ) as $row ) {
		$table = (string) reset( $row );
		if ( ! in_array( substr( $table, strlen( $database->table( '' ) ) ), AAIA_OWN, true ) ) {
			$counts[ $table ] = (int) $database->value( 'SELECT COUNT(*) FROM %i', $table );
		}
	}
	return $counts;
};

/** Seconds of a whole run. */
$run = static function () use ( $runner, $runs ): array {
	$began = hrtime( true );
	$run   = $runner->begin( TestRun::BY_COMMAND, builtin: true );
	while ( ! $runner->step( $run, 8.0 ) ) {
		continue;
	}
	return [ ( hrtime( true ) - $began ) / 1e9, $runs->by_id( $run->id ) ?? $run ];
};

$all   = $questions->after( 0, $cases );
$runner->ask( $all[0], true );
$began = hrtime( true );
foreach ( $all as $case ) {
	$runner->ask( $case, true );
}
$alone             = ( hrtime( true ) - $began ) / 1e9;
$before            = $rows();
[ $first, $one ]   = $run();
[ $again, $other ] = $run();
$left              = 0;
foreach ( $rows() as $table => $count ) {
	$left += abs( $count - ( $before[ $table ] ?? 0 ) );
}
$counts            = $runs->counts( [ $other->id ] )[ $other->id ];

$changed = array_map( static fn( array $row ): int => (int) $row['id'], $database->rows(
	'SELECT id FROM %i ORDER BY id LIMIT 10',
	$database->table( 'knowledge_documents' ),
) );
$began   = hrtime( true );
$touched = $services->get( RunTouched::class )->touched( $changed );
$found   = ( hrtime( true ) - $began ) / 1e9;
$began   = hrtime( true );
$services->get( BenchGuard::class )->turned_bad(
	null,
	'Qui a fondé la ville ?',
	'La ville fut fondée par un roi au siècle dernier.',
	'fr',
);

echo wp_json_encode( [
	'seconds'         => $first,
	'again'           => $again,
	'alone'           => $alone,
	'different'       => $one->fingerprint === $other->fingerprint ? 0 : max( 1, $counts['better'] + $counts['worse'] ),
	'left'            => $left,
	'touched'         => count( $touched ),
	'touched_seconds' => $found,
	'guard_seconds'   => ( hrtime( true ) - $began ) / 1e9,
] ), "\n";

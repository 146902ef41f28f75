<?php

/**
 * Fills a vector space with synthetic vectors and measures the search for nearest neighbours, for bench/embeddings.mjs. Run by
 * `wp eval-file` with the number of vectors and of dimensions; prints JSON.
 *
 * Like vectors of models, they form clusters of unequal size around a common direction, and spread more in some directions than in others.
 * The exact nearest neighbours are known, because each vector is compared with each question before it is rounded. No model is called, so
 * this measures the loss of the approximate search, not the quality of a model.
 */

declare( strict_types=1 );

use Aaia\Chatbot\Llm\Embeddings\EmbeddingModel;
use Aaia\Chatbot\Plugin;
use Aaia\Chatbot\Search\Embeddings\BitSlicedScan;
use Aaia\Chatbot\Search\Embeddings\EmbeddingSpaceRepository;
use Aaia\Chatbot\Search\Embeddings\NearestChunks;
use Aaia\Chatbot\Search\Embeddings\StoredVector;
use Aaia\Chatbot\Search\Embeddings\VectorBlockBuilder;
use Aaia\Chatbot\Search\Embeddings\VectorRepository;
use Aaia\Chatbot\Storage\Database;
use Aaia\Chatbot\Support\Clock;

const AAIA_QUESTIONS = 30;

const AAIA_NEAREST = 10;

/** Numbers around zero, normally distributed (Box and Muller 1958), from a pool that is generated once. @return list<float> */
function aaia_noise( int $count ): array {
	static $pool = [];
	while ( count( $pool ) < 200_000 ) {
		$pool[] = sqrt( -2 * log( ( mt_rand() + 1 ) / ( mt_getrandmax() + 2 ) ) ) * cos( 2 * M_PI * mt_rand() / mt_getrandmax() );
	}
	return array_slice( $pool, mt_rand( 0, 200_000 - $count ), $count );
}

/** @param list<float> $around @param list<float> $spread @return non-empty-list<float> */
function aaia_vector( array $around, array $spread, float $far ): array {
	return array_map(
		static fn( float $centre, float $noise, float $wide ): float => $centre + $far * $noise * $wide,
		$around,
		aaia_noise( count( $around ) ),
		$spread,
	);
}

function aaia_processor_ms(): float {
	$usage = getrusage();
	return ( $usage['ru_utime.tv_sec'] + $usage['ru_stime.tv_sec'] ) * 1000
		+ ( $usage['ru_utime.tv_usec'] + $usage['ru_stime.tv_usec'] ) / 1000;
}

global $wpdb;
mt_srand( 5 );
$aaia_count      = (int) $args[0];
$aaia_dimensions = (int) $args[1];
$aaia_services   = ( new Plugin( WP_PLUGIN_DIR . '/aaia-chatbot/aaia-chatbot.php' ) )->services;
$aaia_database   = $aaia_services->get( Database::class );
$aaia_spaces     = new EmbeddingSpaceRepository( $aaia_database, $aaia_services->get( Clock::class ) );
$aaia_vectors    = new VectorRepository( $aaia_database );
foreach ( [ 'knowledge_vector_blocks', 'knowledge_vectors', 'knowledge_spaces' ] as $aaia_table ) {
	$wpdb->query( $wpdb->prepare( 'TRUNCATE TABLE %i', $aaia_database->table( $aaia_table ) ) );
}
$aaia_model = new EmbeddingModel( 'http://127.0.0.1', 'bench', 0 );
$aaia_spaces->begin( $aaia_model );
$aaia_space = $aaia_spaces->of_model( $aaia_model );
$aaia_spaces->advance( $aaia_space->id, 0, 0, $aaia_dimensions );

$aaia_spread = array_map( static fn( int $at ): float => 1 / sqrt( 1 + $at / 16 ), range( 0, $aaia_dimensions - 1 ) );
shuffle( $aaia_spread );
$aaia_shared   = array_map( static fn( float $noise ): float => 0.5 * $noise, aaia_noise( $aaia_dimensions ) );
$aaia_clusters = array_map(
	static fn() => aaia_vector( $aaia_shared, $aaia_spread, 1.0 ),
	range( 1, max( 10, intdiv( $aaia_count, 250 ) ) ),
);
$aaia_any      = static fn(): array => $aaia_clusters[ (int) ( count( $aaia_clusters ) * ( mt_rand() / ( mt_getrandmax() + 1 ) ) ** 2 ) ];

$aaia_asked = [];
$aaia_exact = [];
for ( $aaia_number = 0; $aaia_number < AAIA_QUESTIONS; $aaia_number++ ) {
	$aaia_asked[] = aaia_vector( $aaia_any(), $aaia_spread, 0.8 );
	$aaia_exact[] = [];
}
$aaia_units = array_map( static fn( array $question ): array => array_values( StoredVector::normalise( $question ) ), $aaia_asked );
$aaia_rows  = [];
for ( $aaia_number = 1; $aaia_number <= $aaia_count; $aaia_number++ ) {
	$aaia_vector = aaia_vector( $aaia_any(), $aaia_spread, 0.8 );
	$aaia_unit   = array_values( StoredVector::normalise( $aaia_vector ) );
	foreach ( $aaia_units as $aaia_question => $aaia_other ) {
		$aaia_cosine = 0.0;
		foreach ( $aaia_unit as $aaia_at => $aaia_value ) {
			$aaia_cosine += $aaia_value * $aaia_other[ $aaia_at ];
		}
		$aaia_exact[ $aaia_question ][ $aaia_number ] = $aaia_cosine;
		if ( count( $aaia_exact[ $aaia_question ] ) > 500 ) {
			arsort( $aaia_exact[ $aaia_question ] );
			$aaia_exact[ $aaia_question ] = array_slice( $aaia_exact[ $aaia_question ], 0, AAIA_NEAREST, true );
		}
	}
	$aaia_rows[] = '(' . $aaia_space->id . ', ' . $aaia_number . ", 0, X'" . bin2hex( StoredVector::pack( $aaia_vector ) ) . "')";
	if ( 200 === count( $aaia_rows ) || $aaia_number === $aaia_count ) {
		// phpcs:ignore WordPress.DB.PreparedSQL
		$wpdb->query(
			'INSERT INTO ' . $aaia_database->table( 'knowledge_vectors' ) . ' (space_id, chunk_id, text_hash, vector) VALUES '
				. implode( ', ', $aaia_rows ),
		);
		$aaia_rows = [];
	}
}

$aaia_block_builder = new VectorBlockBuilder( $aaia_spaces, $aaia_vectors );
$aaia_began         = aaia_processor_ms();
while (
	$aaia_block_builder->run_step( $aaia_spaces->of_model( $aaia_model ), VectorBlockBuilder::BULK )
	|| $aaia_block_builder->run_step( $aaia_spaces->of_model( $aaia_model ) )
) {
	continue;
}
$aaia_building = aaia_processor_ms() - $aaia_began;
$aaia_space    = $aaia_spaces->of_model( $aaia_model );
$aaia_nearest  = new NearestChunks( $aaia_vectors, new BitSlicedScan() );
$aaia_times    = [];
$aaia_used     = [];
$aaia_right    = 0;
foreach ( [ 'warm up', 'measure' ] as $aaia_round ) {
	$aaia_times = [];
	$aaia_used  = [];
	$aaia_right = 0;
	memory_reset_peak_usage();
	$aaia_memory = memory_get_usage();
	foreach ( $aaia_asked as $aaia_question => $aaia_vector ) {
		$aaia_before  = aaia_processor_ms();
		$aaia_began   = microtime( true );
		$aaia_found   = $aaia_nearest->find( $aaia_space, $aaia_vector, 60 );
		$aaia_times[] = ( microtime( true ) - $aaia_began ) * 1000;
		$aaia_used[]  = aaia_processor_ms() - $aaia_before;
		arsort( $aaia_exact[ $aaia_question ] );
		$aaia_right += count( array_intersect(
			array_slice( array_keys( $aaia_found ), 0, AAIA_NEAREST ),
			array_slice( array_keys( $aaia_exact[ $aaia_question ] ), 0, AAIA_NEAREST ),
		) );
	}
}
sort( $aaia_times );
sort( $aaia_used );
$aaia_totals = $aaia_vectors->totals( $aaia_space->id, $aaia_dimensions );
$aaia_disk   = 0;
foreach ( [ 'knowledge_vectors', 'knowledge_vector_blocks' ] as $aaia_table ) {
	$wpdb->query( $wpdb->prepare( 'ANALYZE TABLE %i', $aaia_database->table( $aaia_table ) ) );
	$aaia_disk += (int) $wpdb->get_var( $wpdb->prepare(
		'SELECT data_length + index_length FROM information_schema.tables WHERE table_schema = DATABASE() AND table_name = %s',
		$aaia_database->table( $aaia_table ),
	) );
}
echo wp_json_encode( [
	'recall'     => $aaia_right / ( AAIA_NEAREST * AAIA_QUESTIONS ),
	'p50_ms'     => $aaia_times[ intdiv( count( $aaia_times ), 2 ) ],
	'p95_ms'     => $aaia_times[ (int) ( count( $aaia_times ) * 0.95 ) ],
	'php_p95_ms' => $aaia_used[ (int) ( count( $aaia_used ) * 0.95 ) ],
	'bytes'      => $aaia_totals['bytes'] / $aaia_count,
	'disk_bytes' => $aaia_disk / $aaia_count,
	'gather_ms'  => $aaia_building / $aaia_count,
	'blocks'     => count( $aaia_vectors->block_usage( $aaia_space->id ) ),
	'memory'     => memory_get_peak_usage() - $aaia_memory,
] ), "\n";

<?php

/**
 * Builds an index and measures it, for bench/scale.mjs. Run by `wp eval-file` with the folder of the public sets and the number of
 * documents; prints JSON.
 *
 * Documents are random combinations of sentences of the public sets. One word in forty is replaced by an invented one, so that word
 * frequencies are realistic and the vocabulary grows with the number of documents.
 */

declare( strict_types=1 );

use Aaia\Chatbot\Content\ContentService;
use Aaia\Chatbot\Content\Section;
use Aaia\Chatbot\Content\SourceDocument;
use Aaia\Chatbot\Content\SourceRepository;
use Aaia\Chatbot\Plugin;
use Aaia\Chatbot\Search\Index\IndexSearch;
use Aaia\Chatbot\Search\Index\SegmentMerger;
use Aaia\Chatbot\Search\IndexStatistics;
use Aaia\Chatbot\Search\SearchQuery;
use Aaia\Chatbot\Storage\Database;

const AAIA_SYLLABLES = [ 'ka', 'ri', 'mo', 'ten', 'la', 'vu', 'so', 'per', 'din', 'gal', 'ou', 'zet', 'bro', 'fi', 'nax' ];

/** @return array{0: list<string>, 1: list<string>, 2: list<string>} Sentences, titles, questions. */
function aaia_material( string $data ): array {
	$sentences = [];
	$titles    = [];
	$questions = [];
	foreach ( [ 'piaf', 'service-public' ] as $set ) {
		foreach ( (array) file( "$data/$set/corpus.jsonl" ) as $line ) {
			$document = json_decode( $line, true, 16, JSON_THROW_ON_ERROR );
			array_push(
				$sentences,
				...array_filter(
					preg_split( '/(?<=[.!?])\s+|\n/u', $document['text'] ),
					static fn( string $text ): bool => strlen( $text ) > 40 && strlen( $text ) < 400,
				),
			);
			$titles[] = $document['title'];
		}
		foreach ( array_slice( (array) file( "$data/$set/questions.jsonl" ), 0, 150 ) as $line ) {
			$questions[] = json_decode( $line, true, 16, JSON_THROW_ON_ERROR )['question'];
		}
	}
	return [ $sentences, array_values( array_filter( $titles ) ), $questions ];
}

/** @param list<string> $sentences */
function aaia_text( array $sentences ): string {
	$text = '';
	$near = mt_rand( 0, count( $sentences ) - 1 );
	while ( strlen( $text ) < 680 ) {
		$text .= $sentences[ ( $near + mt_rand( 0, 60 ) ) % count( $sentences ) ] . ' ';
		$near  = 0 === mt_rand( 0, 5 ) ? mt_rand( 0, count( $sentences ) - 1 ) : $near;
	}
	$words = explode( ' ', $text );
	foreach ( $words as $at => $word ) {
		if ( 0 === mt_rand( 0, 39 ) ) {
			$words[ $at ] = implode( '', array_map( static fn() => AAIA_SYLLABLES[ mt_rand( 0, 14 ) ], range( 1, mt_rand( 2, 4 ) ) ) );
		}
	}
	return implode( ' ', $words );
}

/** Processor time of this process in milliseconds. Unlike wall time, it hardly depends on the load of the machine. */
function aaia_processor_ms(): float {
	$usage = getrusage();
	return ( $usage['ru_utime.tv_sec'] + $usage['ru_stime.tv_sec'] ) * 1000
		+ ( $usage['ru_utime.tv_usec'] + $usage['ru_stime.tv_usec'] ) / 1000;
}

/** Whether the database is SQLite, which reports neither rows read nor table sizes. */
function aaia_on_sqlite(): bool {
	return defined( 'DB_ENGINE' ) && 'sqlite' === DB_ENGINE;
}

function aaia_rows_read( \wpdb $wpdb ): int {
	return aaia_on_sqlite() ? 0 : array_sum( array_map( 'intval', $wpdb->get_col( "SHOW SESSION STATUS LIKE 'Handler_read%'", 1 ) ) );
}

global $wpdb;
mt_srand( 7 );
[ $aaia_sentences, $aaia_titles, $aaia_questions ] = aaia_material( $args[0] );
$aaia_services  = ( new Plugin( WP_PLUGIN_DIR . '/aaia-chatbot/aaia-chatbot.php' ) )->services;
$aaia_database  = $aaia_services->get( Database::class );
$aaia_knowledge = $aaia_services->get( ContentService::class );
$aaia_knowledge->clear();
$aaia_source = $aaia_services->get( SourceRepository::class )->find_or_create( 'bench', 'Bench' );
$aaia_build  = 0.0;
for ( $aaia_number = 1; $aaia_number <= (int) $args[1]; $aaia_number++ ) {
	$aaia_document = new SourceDocument(
		'd' . $aaia_number,
		$aaia_titles[ array_rand( $aaia_titles ) ],
		[ new Section( [], '', aaia_text( $aaia_sentences ) ) ],
	);
	$aaia_began    = microtime( true );
	$aaia_knowledge->put( $aaia_source, $aaia_document );
	if ( 0 === $aaia_number % 500 ) {
		$aaia_knowledge->merge_if_needed();
	}
	$aaia_build += microtime( true ) - $aaia_began;
}
$aaia_began = microtime( true );
$aaia_knowledge->merge_if_needed();
$aaia_build += microtime( true ) - $aaia_began;
sleep( 21 );
$aaia_services->get( SegmentMerger::class )->run_step();

$aaia_times     = [];
$aaia_processor = [];
$aaia_rows      = 0;
foreach ( [ 'warm up', 'measure' ] as $aaia_round ) {
	$aaia_times     = [];
	$aaia_processor = [];
	$aaia_rows      = 0;
	foreach ( $aaia_questions as $aaia_question ) {
		$aaia_before  = aaia_rows_read( $wpdb );
		$aaia_used    = aaia_processor_ms();
		$aaia_began   = microtime( true );
		$aaia_services->get( IndexSearch::class )->search( new SearchQuery( $aaia_question ) );
		$aaia_times[]     = ( microtime( true ) - $aaia_began ) * 1000;
		$aaia_processor[] = aaia_processor_ms() - $aaia_used;
		$aaia_rows       += aaia_rows_read( $wpdb ) - $aaia_before;
	}
}
sort( $aaia_times );
sort( $aaia_processor );
$aaia_totals = $aaia_services->get( IndexStatistics::class )->totals();
$aaia_disk   = 0;
foreach ( aaia_on_sqlite() ? [] : [ 'knowledge_postings', 'knowledge_segments', 'knowledge_units' ] as $aaia_table ) {
	$wpdb->query( $wpdb->prepare( 'ANALYZE TABLE %i', $aaia_database->table( $aaia_table ) ) );
	$aaia_disk += (int) $wpdb->get_var( $wpdb->prepare(
		'SELECT data_length + index_length FROM information_schema.tables WHERE table_schema = DATABASE() AND table_name = %s',
		$aaia_database->table( $aaia_table ),
	) );
}
echo wp_json_encode( [
	'build_seconds' => $aaia_build,
	'chunks'        => $aaia_totals['chunks'],
	'segments'      => $aaia_totals['segments'],
	'index_bytes'   => $aaia_totals['index_bytes'],
	'disk_bytes'    => $aaia_disk,
	'p50_ms'        => $aaia_times[ intdiv( count( $aaia_times ), 2 ) ],
	'p95_ms'        => $aaia_times[ (int) ( count( $aaia_times ) * 0.95 ) ],
	'php_p95_ms'    => $aaia_processor[ (int) ( count( $aaia_processor ) * 0.95 ) ],
	'rows_read'     => $aaia_rows / count( $aaia_questions ),
	'peak_memory'   => memory_get_peak_usage(),
] ), "\n";

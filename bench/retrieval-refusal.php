<?php

/**
 * The refusal curve, for bench/retrieval.mjs: at each confidence, the share of questions answered with the right document there, and the
 * share refused with it taken away. Run by `wp eval-file` with the questions; prints JSON.
 */

declare( strict_types=1 );

use Aaia\Chatbot\Knowledge\Index\BuiltInIndex;
use Aaia\Chatbot\Knowledge\SearchQuery;
use Aaia\Chatbot\Storage\Database;
use Aaia\Chatbot\Support\SystemClock;

global $wpdb;
$aaia_search = ( new BuiltInIndex( new Database( $wpdb ), new SystemClock() ) )->search;
$aaia_best   = [ 'with' => [], 'without' => [] ];
foreach ( (array) file( $args[0], FILE_SKIP_EMPTY_LINES ) as $aaia_line ) {
	$aaia_question             = json_decode( $aaia_line, true, 16, JSON_THROW_ON_ERROR );
	$aaia_passages             = $aaia_search->search( new SearchQuery( $aaia_question['question'], '', 6 ) );
	$aaia_others               = $aaia_search->search( new SearchQuery( $aaia_question['question'], '', 6, $aaia_question['relevant'] ) );
	$aaia_best['with'][]    = max( [ 0.0, ...array_map( static fn( $passage ) => $passage->confidence, $aaia_passages ) ] );
	$aaia_best['without'][] = max( [ 0.0, ...array_map( static fn( $passage ) => $passage->confidence, $aaia_others ) ] );
}
$aaia_count = count( $aaia_best['with'] );
$aaia_curve = [];
foreach ( range( 5, 95, 5 ) as $aaia_percent ) {
	$aaia_threshold = $aaia_percent / 100;
	$aaia_curve[]   = [
		'threshold' => $aaia_threshold,
		'answered'  => count( array_filter( $aaia_best['with'], static fn( float $confidence ): bool => $confidence >= $aaia_threshold ) ) / $aaia_count,
		'refused'   => count( array_filter( $aaia_best['without'], static fn( float $confidence ): bool => $confidence < $aaia_threshold ) ) / $aaia_count,
	];
}
echo json_encode( $aaia_curve ), "\n";

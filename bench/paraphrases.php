<?php

/**
 * Ranks documents for paraphrased questions with and without other words for the same thing, for bench/retrieval.mjs; and counts which
 * questions the built-in assistant answers from the right page, from another one, and with the right page away.
 *
 * Run by `wp eval-file --use-include` with: questions, language, output file with, output file without; prints JSON.
 */

declare( strict_types=1 );

use Aaia\Chatbot\Assistant\SearchQueryBuilder;
use Aaia\Chatbot\Language\Thesaurus;
use Aaia\Chatbot\Llm\Builtin\AnswerabilityCheck;
use Aaia\Chatbot\Llm\Builtin\QuestionAnalyzer;
use Aaia\Chatbot\Search\Index\BuiltInIndex;
use Aaia\Chatbot\Search\Passage;
use Aaia\Chatbot\Search\SearchQuery;
use Aaia\Chatbot\Storage\Database;
use Aaia\Chatbot\Support\SystemClock;

global $wpdb;
[ $aaia_file, $aaia_language, $aaia_with, $aaia_without ] = $args;

$aaia_queries = new SearchQueryBuilder();
$aaia_check   = new AnswerabilityCheck();
$aaia_counts  = [];
foreach ( [ 'with' => new Thesaurus(), 'without' => new Thesaurus( __DIR__ . '/none' ) ] as $aaia_name => $aaia_thesaurus ) {
	$aaia_search   = ( new BuiltInIndex( new Database( $wpdb ), new SystemClock(), null, $aaia_thesaurus ) )->search;
	$aaia_analyst  = new QuestionAnalyzer( $aaia_thesaurus );
	$aaia_answered = static function ( string $question, array $without ) use (
		$aaia_search,
		$aaia_queries,
		$aaia_analyst,
		$aaia_check,
		$aaia_language,
	): array {
		$passages = $aaia_search->search( new SearchQuery( $aaia_queries->build( $question, [], $aaia_language ), '', 6, $without ) );
		$chosen   = $aaia_check->answerable_passages( $aaia_analyst->analyze( $question, $passages ), $passages, '' );
		return array_map( static fn( Passage $passage ): string => $passage->external_id, array_values( $chosen ) );
	};
	$aaia_out      = fopen( 'with' === $aaia_name ? $aaia_with : $aaia_without, 'wb' );
	$aaia_count    = [ 'answered' => 0, 'other page' => 0, 'answered with the page away' => 0 ];
	foreach ( (array) file( $aaia_file, FILE_SKIP_EMPTY_LINES ) as $aaia_line ) {
		$aaia_question = json_decode( $aaia_line, true, 16, JSON_THROW_ON_ERROR );
		$aaia_text     = $aaia_question['question'];
		$aaia_found    = $aaia_search->search( new SearchQuery( $aaia_queries->build( $aaia_text, [], $aaia_language ), '', 10 ) );
		fwrite( $aaia_out, json_encode( [
			'id'     => $aaia_question['id'],
			'ranked' => array_map( static fn( Passage $passage ): string => $passage->external_id, $aaia_found ),
		] ) . "\n" );
		$aaia_pages = $aaia_answered( $aaia_text, [] );
		if ( [] !== $aaia_pages ) {
			++$aaia_count[ in_array( $aaia_pages[0], $aaia_question['relevant'], true ) ? 'answered' : 'other page' ];
		}
		$aaia_count['answered with the page away'] += [] === $aaia_answered( $aaia_text, $aaia_question['relevant'] ) ? 0 : 1;
	}
	$aaia_counts[ $aaia_name ] = $aaia_count;
}
echo json_encode( $aaia_counts ), "\n";

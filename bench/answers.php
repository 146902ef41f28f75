<?php

/**
 * How often the built-in assistant answers and refuses, for docs/decisions/0008: the share of questions answered whose right document is
 * found first, and the share refused with the right document taken away. An answer is what cites a passage; the offer of a person counts as a refusal.
 *
 * Run by `wp eval-file bench/answers.php questions.jsonl [most questions]` on a site that holds the set's corpus
 * (`wp aaia knowledge import corpus.jsonl`); prints JSON.
 */

declare( strict_types=1 );

use Aaia\Chatbot\Assistant\SearchWords;
use Aaia\Chatbot\Knowledge\Index\BuiltInIndex;
use Aaia\Chatbot\Knowledge\SearchQuery;
use Aaia\Chatbot\Llm\Builtin\ExtractiveClient;
use Aaia\Chatbot\Llm\ChatRequest;
use Aaia\Chatbot\Llm\Cited;
use Aaia\Chatbot\Llm\NotCancelled;
use Aaia\Chatbot\Storage\Database;
use Aaia\Chatbot\Support\SystemClock;

global $wpdb;
$aaia_search  = ( new BuiltInIndex( new Database( $wpdb ), new SystemClock() ) )->search;
$aaia_words   = new SearchWords();
$aaia_client  = ExtractiveClient::create();
$aaia_refuses = static function ( string $question, array $without ) use ( $aaia_search, $aaia_words, $aaia_client ): array {
	$passages = $aaia_search->search( new SearchQuery( $aaia_words->for_question( $question, [], 'fr' ), '', 6, $without ) );
	$refused  = true;
	foreach ( $aaia_client->stream( new ChatRequest( '', [], $question, $passages, [], [], 'fr_FR' ), new NotCancelled() ) as $part ) {
		$refused = $refused && ! $part instanceof Cited;
	}
	return [ $refused, $passages[0]->external_id ?? '' ];
};
$aaia_found    = 0;
$aaia_answered = 0;
$aaia_refused  = 0;
$aaia_lines    = array_slice( (array) file( $args[0], FILE_SKIP_EMPTY_LINES ), 0, (int) ( $args[1] ?? PHP_INT_MAX ) );
foreach ( $aaia_lines as $aaia_line ) {
	$aaia_question         = json_decode( $aaia_line, true, 16, JSON_THROW_ON_ERROR );
	[ $aaia_no, $aaia_id ] = $aaia_refuses( $aaia_question['question'], [] );
	if ( in_array( $aaia_id, $aaia_question['relevant'], true ) ) {
		++$aaia_found;
		$aaia_answered += $aaia_no ? 0 : 1;
	}
	$aaia_refused += $aaia_refuses( $aaia_question['question'], $aaia_question['relevant'] )[0] ? 1 : 0;
}
echo json_encode( [ 'found_first' => $aaia_found, 'answered' => round( $aaia_answered / max( 1, $aaia_found ), 3 ), 'asked' => count( $aaia_lines ), 'refused' => round( $aaia_refused / max( 1, count( $aaia_lines ) ), 3 ) ] ), "\n";

<?php

/**
 * Measures how often the built-in assistant answers and refuses, for bench/retrieval.mjs and docs/decisions/0008: the share of answers to
 * questions whose right document is found first, and the share of refusals to all questions when the right document is removed. An answer
 * cites a passage; the offer of a person counts as a refusal. Also prints the curve: both shares for each threshold of evidence.
 *
 * Run by `wp eval-file --use-include bench/refusals.php questions.jsonl [most questions]` on a site that holds the set's corpus
 * (`wp aaia knowledge import corpus.jsonl`); prints JSON.
 */

declare( strict_types=1 );

use Aaia\Chatbot\Assistant\SearchQueryBuilder;
use Aaia\Chatbot\Llm\Builtin\AnswerabilityCheck;
use Aaia\Chatbot\Llm\Builtin\ExtractiveClient;
use Aaia\Chatbot\Llm\Builtin\QuestionAnalyzer;
use Aaia\Chatbot\Llm\ChatRequest;
use Aaia\Chatbot\Llm\Cited;
use Aaia\Chatbot\Llm\NotCancelled;
use Aaia\Chatbot\Search\Index\BuiltInIndex;
use Aaia\Chatbot\Search\SearchQuery;
use Aaia\Chatbot\Services;
use Aaia\Chatbot\Storage\Database;
use Aaia\Chatbot\Support\SystemClock;

global $wpdb;
$aaia_search   = ( new BuiltInIndex( new Database( $wpdb ), new SystemClock() ) )->search;
$aaia_words    = new SearchQueryBuilder();
$aaia_client   = ( new Services( [] ) )->get( ExtractiveClient::class );
$aaia_analyst  = new QuestionAnalyzer();
$aaia_evidence = new AnswerabilityCheck();

/** @return array{refused: bool, first: string, weight: float} Whether it refuses, the document found first, the weight of the evidence. */
$aaia_ask = static function ( string $question, array $without ) use (
	$aaia_search,
	$aaia_words,
	$aaia_client,
	$aaia_analyst,
	$aaia_evidence,
): array {
	$passages = $aaia_search->search( new SearchQuery( $aaia_words->build( $question, [], 'fr' ), '', 6, $without ) );
	$refused  = true;
	foreach ( $aaia_client->stream( new ChatRequest( '', [], $question, $passages, [], [], 'fr_FR' ), new NotCancelled() ) as $part ) {
		$refused = $refused && ! $part instanceof Cited;
	}
	$analysis = $aaia_analyst->analyze( $question, $passages );
	$weights  = array_map(
		static fn( $passage, int $at ): float => (float) $aaia_evidence->score( $analysis, $passage, $at ),
		$passages,
		array_keys( $passages ),
	);
	return [ 'refused' => $refused, 'first' => $passages[0]->external_id ?? '', 'weight' => max( [ -INF, ...$weights ] ) ];
};
/** @param list<array{refused: bool, first: string, weight: float}> $of */
$aaia_share = static fn( array $of, callable $is ): float => round( count( array_filter( $of, $is ) ) / max( 1, count( $of ) ), 3 );

$aaia_with    = [];
$aaia_without = [];
foreach ( array_slice( (array) file( $args[0], FILE_SKIP_EMPTY_LINES ), 0, (int) ( $args[1] ?? PHP_INT_MAX ) ) as $aaia_line ) {
	$aaia_question = json_decode( $aaia_line, true, 16, JSON_THROW_ON_ERROR );
	$aaia_asked    = $aaia_ask( $aaia_question['question'], [] );
	if ( in_array( $aaia_asked['first'], $aaia_question['relevant'], true ) ) {
		$aaia_with[] = $aaia_asked;
	}
	$aaia_without[] = $aaia_ask( $aaia_question['question'], $aaia_question['relevant'] );
}
$aaia_curve = [];
foreach ( range( 200, 600, 25 ) as $aaia_hundredths ) {
	$aaia_least   = $aaia_hundredths / 100;
	$aaia_curve[] = [
		'weight'   => $aaia_least,
		'answered' => $aaia_share( $aaia_with, static fn( array $one ): bool => $one['weight'] >= $aaia_least ),
		'refused'  => $aaia_share( $aaia_without, static fn( array $one ): bool => $one['weight'] < $aaia_least ),
	];
}
echo json_encode( [
	'found_first' => count( $aaia_with ),
	'answered'    => $aaia_share( $aaia_with, static fn( array $one ): bool => ! $one['refused'] ),
	'asked'       => count( $aaia_without ),
	'refused'     => $aaia_share( $aaia_without, static fn( array $one ): bool => $one['refused'] ),
	'curve'       => $aaia_curve,
] ), "\n";

<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Assistant\Metrics;

defined( 'ABSPATH' ) || exit;

use Aaia\Chatbot\Assistant\Cost\PriceList;
use Aaia\Chatbot\Assistant\Cost\Spending;
use Aaia\Chatbot\Assistant\Grounding\GroundingFlag;
use Aaia\Chatbot\Assistant\Grounding\SentenceSupport;
use Aaia\Chatbot\Assistant\SentPrompt;
use Aaia\Chatbot\Search\Passage;

/**
 * Calculates the metrics of an answer.
 *
 * @phpstan-import-type PassageLine from AnswerMetricsRecord
 * @phpstan-import-type SentenceLine from AnswerMetricsRecord
 * @phpstan-import-type FlagLine from AnswerMetricsRecord
 * @phpstan-import-type Prompt from AnswerMetricsRecord
 * @phpstan-import-type Cost from AnswerMetricsRecord
 */
final class MetricsCalculator {

	public function __construct(
		private readonly SentenceSupport $support,
		private readonly PriceList $prices,
		private readonly PromptTextRepository $texts,
	) {}

	/**
	 * Calculates the metrics of passages, sentences and flags.
	 *
	 * @param list<Passage> $found
	 * @param list<int>     $cited
	 * @param list<GroundingFlag>    $flags
	 *
	 * @return array{refused: bool, support: ?float, passages: list<PassageLine>, sentences: list<SentenceLine>, flags: list<FlagLine>}
	 */
	public function calculate( string $answer, bool $refused, array $found, int $in_prompt, array $cited, array $flags ): array {
		$sentences = $refused ? [] : $this->support->measure( $answer, array_slice( $found, 0, $in_prompt ) );
		return [
			'refused'   => $refused,
			'support'   => [] === $sentences ? null : round( array_sum( array_column( $sentences, 'support' ) ) / count( $sentences ), 2 ),
			'passages'  => array_map(
				static fn( Passage $passage, int $index ): array => self::passage_line(
					$passage,
					$index,
					$index < $in_prompt,
					in_array( $index + 1, $cited, true ),
				),
				$found,
				array_keys( $found ),
			),
			'sentences' => $sentences,
			'flags'     => array_map(
				static fn( GroundingFlag $flag ): array => [
					'kind'  => $flag->kind->value,
					'value' => $flag->value,
				],
				$flags
			),
		];
	}

	/**
	 * Returns the entry of a found passage.
	 *
	 * @param int $index From 0.
	 *
	 * @return PassageLine
	 */
	public static function passage_line( Passage $passage, int $index, bool $in_prompt, bool $cited ): array {
		return [
			'rank'       => $index + 1,
			'chunk'      => $passage->chunk_id,
			'document'   => $passage->external_id,
			'title'      => $passage->title,
			'url'        => $passage->url,
			'score'      => round( $passage->score, 3 ),
			'confidence' => round( $passage->confidence, 3 ),
			'in_prompt'  => $in_prompt,
			'cited'      => $cited,
		];
	}

	/** @return ?Cost Cost of an answer; null when unknown. */
	public function cost( ?Spending $spending ): ?array {
		$micro = $spending?->cost( $this->prices );
		return null === $micro ? null : [
			'micro'    => $micro,
			'currency' => $this->prices->currency(),
		];
	}

	/**
	 * Adds the cost of an answer before and after the visitor's decision on a tool call.
	 *
	 * @param ?Cost $cost
	 *
	 * @return ?Cost Null when either is unknown, or when the owner's currency changed between them.
	 */
	public static function add_costs( ?AnswerMetricsRecord $before, ?array $cost ): ?array {
		if ( null === $before || null === $cost ) {
			return $cost;
		}
		$earlier = $before->data['cost'];
		return null === $earlier || $earlier['currency'] !== $cost['currency'] ? null : [
			'micro'    => $earlier['micro'] + $cost['micro'],
			'currency' => $cost['currency'],
		];
	}

	/**
	 * Returns the hashes of the prompt's parts; instructions and rules are stored once under their hashes.
	 *
	 * @param list<Passage> $given
	 *
	 * @return ?Prompt
	 *
	 * @throws \Aaia\Chatbot\Storage\DatabaseFailure
	 */
	public function prompt( ?SentPrompt $sent, array $given ): ?array {
		return null === $sent ? null : [
			'system'       => SentPrompt::hash( $sent->system->text() ),
			'instructions' => $this->texts->save( $sent->system->instructions ),
			'rules'        => $this->texts->save( $sent->system->rules ),
			'fence'        => $sent->system->fence->mark,
			'passages'     => array_map( SentPrompt::hash( ... ), $sent->system->passages ),
			'documents'    => array_map( static fn( Passage $passage ): int => $passage->document_id, $given ),
			'history'      => count( $sent->history ),
			'said'         => $sent->history_hash(),
			'tools'        => $sent->tools,
		];
	}
}

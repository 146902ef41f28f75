<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Assistant\Metrics;

defined( 'ABSPATH' ) || exit;

use Aaia\Chatbot\Assistant\AnswerPipeline;
use Aaia\Chatbot\Assistant\Fence;
use Aaia\Chatbot\Assistant\History;
use Aaia\Chatbot\Assistant\PromptBuilder;
use Aaia\Chatbot\Assistant\SentPrompt;
use Aaia\Chatbot\Assistant\SystemPrompt;
use Aaia\Chatbot\Conversations\Message;
use Aaia\Chatbot\Llm\ChatMessage;
use Aaia\Chatbot\Search\History\PastDocuments;
use Aaia\Chatbot\Search\History\PastResult;
use Aaia\Chatbot\Search\History\PastSearch;
use Aaia\Chatbot\Search\Passage;
use Aaia\Chatbot\Search\PassageSearch;

/**
 * Reconstructs a past answer: the exact prompt the model was sent, and the search results on the pages of that time.
 *
 * Only verified text is shown: each part of a prompt is compared with its stored hash, and parts that no longer exist are reported
 * as missing.
 *
 * @phpstan-import-type PassageLine from AnswerMetricsRecord
 * @phpstan-type Part array{kind: 'instructions'|'rules'|'passage'|'user'|'assistant'|'question', number: ?int, text: ?string}
 */
final class AnswerReconstructor {

	public function __construct(
		private readonly AnswerMetricsService $metrics,
		private readonly MetricsRepository $repository,
		private readonly PromptTextRepository $texts,
		private readonly History $history,
		private readonly PastSearch $past,
		private readonly PastDocuments $documents,
		private readonly PassageSearch $search,
	) {}

	/**
	 * Reconstructs the prompt of an answer.
	 *
	 * @return ?array{model: string, tools: list<string>, exact: bool, parts: list<Part>} Parts in the order of sending; the text of one
	 *         that no longer exists is null, and `exact` means that all parts match literally. Null when nothing was sent, or it is unknown.
	 *
	 * @throws \Aaia\Chatbot\Storage\DatabaseFailure
	 */
	public function prompt( Message $message ): ?array {
		$data     = $this->repository->for_message( $message->id )['metrics']->data ?? null;
		$sent     = $data['prompt'] ?? null;
		$question = $this->metrics->question_of( $message );
		if ( null === $data || null === $sent || null === $question ) {
			return null;
		}
		$history      = $this->history->before( $question );
		$instructions = $this->texts->text( $sent['instructions'] );
		$rules        = $this->texts->text( $sent['rules'] );
		$fence        = new Fence( $sent['fence'] ?? '' );
		$passages     = array_map(
			fn( string $hash, int $index ): ?string => $this->passage( $hash, $sent['documents'][ $index ] ?? 0, $message->created_at ),
			$sent['passages'],
			array_keys( $sent['passages'] ),
		);
		$known        = array_values( array_filter( $passages, is_string( ... ) ) );
		$system       = new SystemPrompt( (string) $instructions, (string) $rules, $known, $fence );
		$same_history = ( new SentPrompt( $system, $history, [] ) )->history_hash() === $sent['said'];
		return [
			'model' => $data['model'],
			'tools' => $sent['tools'],
			'exact' => $same_history
				&& null !== $instructions
				&& null !== $rules
				&& count( $known ) === count( $passages )
				&& SentPrompt::hash( $system->text() ) === $sent['system'],
			'parts' => [
				self::part( 'instructions', $instructions ),
				self::part( 'rules', null === $rules ? null : $rules . "\n\n" . ( [] === $passages ? $system->heading() : $fence->heading() ) ),
				...array_map(
					static fn( ?string $words, int $index ): array => self::part(
						'passage',
						null === $words ? null : $fence->wrap( $index + 1, $words ),
						$index + 1,
					),
					$passages,
					array_keys( $passages ),
				),
				...(
					$same_history
						? array_map( static fn( ChatMessage $said ): array => self::part( $said->role, $said->text ), $history )
						: [ self::part( 'user', null ) ]
				),
				self::part( 'question', $question->text ),
			],
		];
	}

	/**
	 * Compares the recorded passages with the same search repeated on the pages of that time, and with today's results.
	 *
	 * @return ?array{
	 *     then: list<PassageLine>, repeated: list<PassageLine>, now: list<PassageLine>, restored: int, hidden: int,
	 *     removed: int, lost: int,
	 * }
	 *         Null when nothing was recorded with the answer.
	 *
	 * @throws \Aaia\Chatbot\Storage\DatabaseFailure
	 */
	public function repeat_search( Message $message ): ?array {
		$data     = $this->repository->for_message( $message->id )['metrics']->data ?? null;
		$question = $this->metrics->question_of( $message );
		if ( null === $data || MetricsOrigin::Recorded->value !== $data['origin'] || null === $question ) {
			return null;
		}
		$past = $this->past_search( $message, $question, $data );
		return [
			'then'     => $data['passages'],
			'repeated' => self::lines( $past->passages ),
			'now'      => self::lines( $this->search->search( $this->metrics->query( $question, $data['language'] ) ) ),
			'restored' => $past->restored,
			'hidden'   => $past->hidden,
			'removed'  => $past->removed,
			'lost'     => $past->lost,
		];
	}

	/** @param array{language: string, newest: ?int, ...} $data */
	private function past_search( Message $message, Message $question, array $data ): PastResult {
		return $this->past->search( $this->metrics->query( $question, $data['language'] ), $message->created_at, $data['newest'] );
	}

	/** Returns the text of a passage as sent, found by its hash; null when its document no longer contains it. */
	private function passage( string $hash, int $document_id, \DateTimeImmutable $moment ): ?string {
		foreach ( $this->documents->passages( $document_id, $moment ) as $passage ) {
			$text = PromptBuilder::words( $passage );
			if ( SentPrompt::hash( $text ) === $hash ) {
				return $text;
			}
		}
		return null;
	}

	/**
	 * @param list<Passage> $passages
	 *
	 * @return list<PassageLine>
	 */
	private static function lines( array $passages ): array {
		return array_map(
			static fn( Passage $passage, int $index ): array => MetricsCalculator::passage_line(
				$passage,
				$index,
				$index < AnswerPipeline::PASSAGES,
				false,
			),
			$passages,
			array_keys( $passages ),
		);
	}

	/**
	 * @param 'instructions'|'rules'|'passage'|'user'|'assistant'|'question' $kind
	 *
	 * @return Part
	 */
	private static function part( string $kind, ?string $text, ?int $number = null ): array {
		return [
			'kind'   => $kind,
			'number' => $number,
			'text'   => $text,
		];
	}
}

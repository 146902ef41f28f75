<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Assistant\Metrics;

defined( 'ABSPATH' ) || exit;

use Aaia\Chatbot\Assistant\AnswerPipeline;
use Aaia\Chatbot\Assistant\AnswerProgress;
use Aaia\Chatbot\Assistant\Grounding\GroundingCheck;
use Aaia\Chatbot\Assistant\History;
use Aaia\Chatbot\Assistant\SearchQueryBuilder;
use Aaia\Chatbot\Assistant\TextFragment;
use Aaia\Chatbot\Conversations\AuthorType;
use Aaia\Chatbot\Conversations\Generation;
use Aaia\Chatbot\Conversations\Message;
use Aaia\Chatbot\Conversations\MessageRepository;
use Aaia\Chatbot\Llm\ChatMessage;
use Aaia\Chatbot\Search\History\PastSearch;
use Aaia\Chatbot\Search\Passage;
use Aaia\Chatbot\Search\PassageSearch;
use Aaia\Chatbot\Search\SearchQuery;
use Aaia\Chatbot\Storage\DatabaseFailure;

/** Metrics that explain an answer: recorded when it is given, read by staff, recomputed for answers without them. */
final class AnswerMetricsService {

	public function __construct(
		private readonly MetricsRepository $repository,
		private readonly MessageRepository $messages,
		private readonly PassageSearch $search,
		private readonly GroundingCheck $check,
		private readonly MetricsCalculator $calculator,
		private readonly History $history,
		private readonly PastSearch $past,
		private readonly SearchQueryBuilder $queries = new SearchQueryBuilder(),
	) {}

	/**
	 * Records the metrics of an answer that has just ended. Never throws: a failure here must not affect the stored answer.
	 *
	 * @param bool $mine Whether the worker still held the lease at the end; otherwise metrics recorded by another worker are kept.
	 */
	public function record( Message $answer, string $question, AnswerProgress $progress, bool $mine ): void {
		$trace = $progress->trace;
		if ( null === $trace ) {
			return;
		}
		try {
			$earlier = $trace->resumed && $mine ? $this->repository->for_message( $answer->id ) : null;
			$data    = $this->calculator->calculate(
				$trace->text ?? $progress->parts->text(),
				$progress->refused,
				$trace->found,
				$trace->in_prompt,
				$trace->cited,
				$trace->flags,
			);
			$this->repository->save(
				$answer->id,
				$answer->conversation_id,
				AnswerMetricsRecord::fitted(
					[
						'origin'   => MetricsOrigin::Recorded->value,
						'question' => $question,
						'searched' => $trace->searched,
						'language' => $trace->language,
						'model'    => $progress->model,
						'readable' => $trace->readable,
						'action'   => $trace->action?->value,
						'capped'   => $trace->capped,
						'times'    => [
							'retrieve' => $trace->retrieve_ms,
							'first'    => $trace->first_ms,
							'total'    => $trace->total_ms,
						],
						'tokens'   => [
							'input'  => $progress->input_tokens + ( $earlier['metrics']->data['tokens']['input'] ?? 0 ),
							'output' => $progress->output_tokens + ( $earlier['metrics']->data['tokens']['output'] ?? 0 ),
						],
						'cost'     => MetricsCalculator::add_costs(
							null === $earlier ? null : $earlier['metrics'],
							$this->calculator->cost( $progress->spending ),
						),
						'prompt'   => $this->calculator->prompt( $trace->sent, $trace->prompt_passages() ),
						'newest'   => $this->past->newest_document(),
					] + $data
				),
				$mine
			);
		} catch ( \Throwable $failure ) {
			do_action( 'aaia_chatbot_log', 'warning', 'Metrics of an answer could not be kept: ' . $failure->getMessage() );
		}
	}

	/** @return ?array{metrics: AnswerMetricsRecord, made_at: \DateTimeImmutable} Null when there are none; missing() returns the reason. */
	public function read( Message $message ): ?array {
		return AuthorType::Assistant === $message->author ? $this->repository->for_message( $message->id ) : null;
	}

	/** Returns the reason why a message has no metrics. */
	public function missing( Message $message ): MissingReason {
		if ( AuthorType::Assistant !== $message->author ) {
			return AuthorType::System === $message->author ? MissingReason::Rule : MissingReason::Person;
		}
		if ( Generation::Streaming === $message->generation ) {
			return MissingReason::Unfinished;
		}
		$since = $this->repository->possible_since();
		return match ( true ) {
			null === $since                => MissingReason::IndexOff,
			$message->created_at < $since  => MissingReason::BeforeIndexing,
			default                        => MissingReason::Error,
		};
	}

	/** Returns the question of an answer; null when the message is not a finished answer of the assistant. */
	public function question_of( Message $message ): ?Message {
		return AuthorType::Assistant !== $message->author || Generation::Streaming === $message->generation || null === $message->question_id
			? null
			: $this->messages->by_id( $message->question_id );
	}

	/** Builds the search query of a question, with the messages before it. */
	public function query( Message $question, string $language ): SearchQuery {
		return new SearchQuery(
			$this->queries->build( $question->text, $this->history->before( $question ), $language ),
			$language,
			AnswerPipeline::FOUND,
		);
	}

	/**
	 * Recomputes metrics: searches today's index for the question again and checks the answer against the results. Metrics recorded
	 * when it was given are never overwritten; where there are none the new ones are stored, marked as recomputed.
	 *
	 * @return ?AnswerMetricsRecord Null when the message is not a finished answer of the assistant.
	 *
	 * @throws DatabaseFailure When the index cannot be read.
	 */
	public function recompute( Message $message, string $locale ): ?AnswerMetricsRecord {
		$question = $this->question_of( $message );
		if ( null === $question ) {
			return null;
		}
		$begun  = hrtime( true );
		$query  = $this->query( $question, substr( $locale, 0, 2 ) );
		$found  = $this->search->search( $query );
		$took   = (int) round( ( hrtime( true ) - $begun ) / 1_000_000 );
		$before = $this->repository->for_message( $message->id );
		$said   = [
			...array_map( static fn( ChatMessage $earlier ): string => $earlier->text, $this->history->before( $question ) ),
			$question->text,
		];
		$given  = array_slice( $found, 0, AnswerPipeline::PASSAGES );
		$data   = $this->calculator->calculate(
			$message->text,
			$message->refused,
			$found,
			count( $given ),
			$this->numbers( $message, $found ),
			$this->check->flags( $message->text, $given, [ ...$said, home_url( '/' ), get_bloginfo( 'name' ) ] ),
		);
		$made   = AnswerMetricsRecord::fitted(
			[
				'origin'   => MetricsOrigin::Recomputed->value,
				'question' => $question->text,
				'searched' => $query->text,
				'language' => $query->language,
				'model'    => $before['metrics']->data['model'] ?? '',
				'readable' => true,
				'action'   => null,
				'capped'   => false,
				'times'    => [
					'retrieve' => $took,
					'first'    => null,
					'total'    => null,
				],
				'tokens'   => null,
				'cost'     => null,
				'prompt'   => null,
				'newest'   => $this->past->newest_document(),
			] + $data
		);
		if ( MetricsOrigin::Recorded->value !== ( $before['metrics']->data['origin'] ?? null ) ) {
			$this->repository->save( $message->id, $message->conversation_id, $made, true );
		}
		return $made;
	}

	/**
	 * Returns the numbers of today's passages that the answer shows as its sources.
	 *
	 * @param list<Passage> $found
	 *
	 * @return list<int>
	 */
	private function numbers( Message $message, array $found ): array {
		$shown   = array_map( TextFragment::strip( ... ), array_column( $message->parts->sources(), 'url' ) );
		$numbers = [];
		foreach ( $found as $index => $passage ) {
			if ( '' !== $passage->url && in_array( $passage->url, $shown, true ) ) {
				$numbers[] = $index + 1;
			}
		}
		return $numbers;
	}
}

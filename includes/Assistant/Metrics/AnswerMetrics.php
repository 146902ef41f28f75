<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Assistant\Metrics;

use Aaia\Chatbot\Assistant\Answerer;
use Aaia\Chatbot\Assistant\Grounding\Flag;
use Aaia\Chatbot\Assistant\Grounding\GroundingCheck;
use Aaia\Chatbot\Assistant\Grounding\SentenceSupport;
use Aaia\Chatbot\Assistant\Progress;
use Aaia\Chatbot\Assistant\SearchWords;
use Aaia\Chatbot\Assistant\TextFragment;
use Aaia\Chatbot\Conversations\AuthorType;
use Aaia\Chatbot\Conversations\Generation;
use Aaia\Chatbot\Conversations\Message;
use Aaia\Chatbot\Conversations\MessageRepository;
use Aaia\Chatbot\Knowledge\Passage;
use Aaia\Chatbot\Knowledge\PassageSearch;
use Aaia\Chatbot\Knowledge\SearchQuery;
use Aaia\Chatbot\Llm\ChatMessage;
use Aaia\Chatbot\Storage\DatabaseFailure;

/**
 * Why an answer is what it is: kept when it is given, read by staff, found again for answers that have none.
 *
 * @phpstan-import-type Data from Metrics
 * @phpstan-import-type PassageLine from Metrics
 */
final class AnswerMetrics {

	/** Earlier messages a recomputed answer may repeat. */
	private const HISTORY = 12;

	public function __construct(
		private readonly MetricsRepository $repository,
		private readonly MessageRepository $messages,
		private readonly PassageSearch $search,
		private readonly GroundingCheck $check,
		private readonly SentenceSupport $support,
		private readonly SearchWords $words = new SearchWords(),
	) {}

	/**
	 * Keeps how an answer that has just ended came about. Never throws: an answer that is stored must not be spoilt by its figures.
	 *
	 * @param bool $mine Whether the writer still held the answer at its end; otherwise what another one kept is not touched.
	 */
	public function record( Message $answer, string $question, Progress $progress, bool $mine ): void {
		$trace = $progress->trace;
		if ( null === $trace ) {
			return;
		}
		try {
			$data = $this->measured( $trace->text ?? $progress->parts->text(), $progress->refused, $trace->found, $trace->in_prompt, $trace->cited, $trace->flags );
			$this->repository->keep(
				$answer->id,
				$answer->conversation_id,
				Metrics::fitted(
					[
						'origin'   => Origin::Recorded->value,
						'question' => $question,
						'searched' => $trace->searched,
						'model'    => $progress->model,
						'readable' => $trace->readable,
						'action'   => $trace->action?->value,
						'times'    => [
							'retrieve' => $trace->retrieve_ms,
							'first'    => $trace->first_ms,
							'total'    => $trace->total_ms,
						],
						'tokens'   => [
							'input'  => $progress->input_tokens,
							'output' => $progress->output_tokens,
						],
					] + $data
				),
				$mine
			);
		} catch ( \Throwable $failure ) {
			do_action( 'aaia_chatbot_log', 'warning', 'Metrics of an answer could not be kept: ' . $failure->getMessage() );
		}
	}

	/** @return ?array{metrics: Metrics, made_at: \DateTimeImmutable} Null where there are none: missing() says why. */
	public function read( Message $message ): ?array {
		return AuthorType::Assistant === $message->author ? $this->repository->of( $message->id ) : null;
	}

	/** Why a message has no metrics. */
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

	/**
	 * Searches again for the question of an answer, with today's index, and checks the answer against what is found today. What was recorded
	 * when it was given is never written over; where there was nothing the new figures are kept, marked as recomputed.
	 *
	 * @return ?Metrics Null when the message is no finished answer of the assistant to a question.
	 *
	 * @throws DatabaseFailure When the index cannot be read.
	 */
	public function recompute( Message $message, string $locale ): ?Metrics {
		$question = null === $message->question_id ? null : $this->messages->by_id( $message->question_id );
		if ( AuthorType::Assistant !== $message->author || Generation::Streaming === $message->generation || null === $question ) {
			return null;
		}
		$begun  = hrtime( true );
		$words  = $this->words->for_question( $question->text, $this->before( $question ), substr( $locale, 0, 2 ) );
		$found  = $this->search->search( new SearchQuery( $words, substr( $locale, 0, 2 ), Answerer::FOUND ) );
		$took   = (int) round( ( hrtime( true ) - $begun ) / 1_000_000 );
		$before = $this->repository->of( $message->id );
		$said   = array_map( static fn( Message $earlier ): string => $earlier->text, $this->messages->thread( $message->conversation_id, self::HISTORY, false, $message->id ) );
		$given  = array_slice( $found, 0, Answerer::PASSAGES );
		$data   = $this->measured( $message->text, $message->refused, $found, count( $given ), $this->numbers( $message, $found ), $this->check->flags( $message->text, $given, [ ...$said, home_url( '/' ), get_bloginfo( 'name' ) ] ) );
		$made   = Metrics::fitted(
			[
				'origin'   => Origin::Recomputed->value,
				'question' => $question->text,
				'searched' => $words,
				'model'    => $before['metrics']->data['model'] ?? '',
				'readable' => true,
				'action'   => null,
				'times'    => [
					'retrieve' => $took,
					'first'    => null,
					'total'    => null,
				],
				'tokens'   => null,
			] + $data
		);
		if ( Origin::Recorded->value !== ( $before['metrics']->data['origin'] ?? null ) ) {
			$this->repository->keep( $message->id, $message->conversation_id, $made, true );
		}
		return $made;
	}

	/**
	 * Everything that is kept, one JSON object a line, oldest answer first.
	 *
	 * @return \Generator<int, string> Without the line end.
	 */
	public function lines(): \Generator {
		foreach ( $this->repository->all() as $row ) {
			yield (string) wp_json_encode( [ 'message' => $row['message'], 'conversation' => $row['conversation'], 'made_at' => $row['made_at'] ] + $row['metrics']->data, JSON_UNESCAPED_UNICODE | JSON_UNESCAPED_SLASHES );
		}
	}

	/**
	 * @param list<Passage> $found
	 * @param list<int>     $cited
	 * @param list<Flag>    $flags
	 *
	 * @return array{refused: bool, support: ?float, passages: list<PassageLine>, sentences: list<array{text: string, support: float, passage: ?int}>, flags: list<array{kind: string, value: string}>}
	 */
	private function measured( string $answer, bool $refused, array $found, int $in_prompt, array $cited, array $flags ): array {
		$sentences = $refused ? [] : $this->support->of( $answer, array_slice( $found, 0, $in_prompt ) );
		return [
			'refused'   => $refused,
			'support'   => [] === $sentences ? null : round( array_sum( array_column( $sentences, 'support' ) ) / count( $sentences ), 2 ),
			'passages'  => array_map(
				static fn( Passage $passage, int $index ): array => [
					'rank'       => $index + 1,
					'chunk'      => $passage->chunk_id,
					'document'   => $passage->external_id,
					'title'      => $passage->title,
					'url'        => $passage->url,
					'score'      => round( $passage->score, 3 ),
					'confidence' => round( $passage->confidence, 3 ),
					'in_prompt'  => $index < $in_prompt,
					'cited'      => in_array( $index + 1, $cited, true ),
				],
				$found,
				array_keys( $found )
			),
			'sentences' => $sentences,
			'flags'     => array_map(
				static fn( Flag $flag ): array => [
					'kind'  => $flag->kind->value,
					'value' => $flag->value,
				],
				$flags
			),
		];
	}

	/** @return list<ChatMessage> What was said before a question, oldest first. */
	private function before( Message $question ): array {
		return array_map(
			static fn( Message $earlier ): ChatMessage => new ChatMessage( AuthorType::Visitor === $earlier->author ? 'user' : 'assistant', $earlier->text, $earlier->refused ),
			$this->messages->thread( $question->conversation_id, self::HISTORY, false, $question->id )
		);
	}

	/**
	 * Which of today's passages an answer shows as its sources.
	 *
	 * @param list<Passage> $found
	 *
	 * @return list<int>
	 */
	private function numbers( Message $message, array $found ): array {
		$shown   = array_map( TextFragment::without( ... ), array_column( $message->parts->sources(), 'url' ) );
		$numbers = [];
		foreach ( $found as $index => $passage ) {
			if ( '' !== $passage->url && in_array( $passage->url, $shown, true ) ) {
				$numbers[] = $index + 1;
			}
		}
		return $numbers;
	}
}

<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Improve\Corrections;

defined( 'ABSPATH' ) || exit;

use Aaia\Chatbot\Assistant\Similar\QuestionFeatures;
use Aaia\Chatbot\Assistant\Similar\QuestionIndexRepository;
use Aaia\Chatbot\Assistant\Similar\QuestionWords;
use Aaia\Chatbot\Assistant\TeamAnswers;
use Aaia\Chatbot\Content\Sources\AnswerRepository;
use Aaia\Chatbot\Content\Sources\AnswerService;
use Aaia\Chatbot\Content\Sources\AnswerTerms;
use Aaia\Chatbot\Content\Sources\WrittenAnswer;
use Aaia\Chatbot\Conversations\ConversationAccess;
use Aaia\Chatbot\Improve\Replay;
use Aaia\Chatbot\Improve\ReplayedAnswer;
use Aaia\Chatbot\Storage\Database;
use Aaia\Chatbot\Support\Clock;
use Aaia\Chatbot\Support\Ids;
use Aaia\Chatbot\Support\Text;
use Aaia\Chatbot\Support\Time;

/**
 * Replays earlier questions with an answer that is not published yet: which of them would be answered differently, and which worse.
 *
 * Asks the built-in assistant, once with the content as it is and once with the answer, in steps. Only questions that share a word with
 * the answer's question can change; of these the newest are asked.
 *
 * @phpstan-type Change array{question: string, conversation: string, outcome: string, before: string, after: string}
 * @phpstan-type State array{id: string, done: int, total: int, better: int, worse: int, different: int, changes: list<Change>}
 */
final class ReachPreview {

	/** Days and most questions that are asked again. */
	public const DAYS = 90;

	private const MOST = 200;

	/** Questions of one transaction, and seconds of one step. */
	private const BATCH = 10;

	private const SECONDS = 2.0;

	/** Changes shown, worse ones first. */
	private const SHOWN = 50;

	public function __construct(
		private readonly Database $database,
		private readonly Clock $clock,
		private readonly ConversationAccess $access,
		private readonly QuestionIndexRepository $index,
		private readonly QuestionFeatures $features,
		private readonly AnswerRepository $answers,
		private readonly AnswerService $service,
		private readonly Replay $replay,
	) {}

	/**
	 * Begins a preview. Those of yesterday are deleted.
	 *
	 * @param WrittenAnswer $draft With the id of the answer that it changes; an empty one for a new answer.
	 *
	 * @return State
	 */
	public function begin( WrittenAnswer $draft, int $user_id ): array {
		$this->purge();
		$id = Ids::random();
		$this->database->insert(
			'reach_previews',
			[
				'public_id'  => $id,
				'user_id'    => $user_id,
				'draft'      => self::pack( $draft ),
				'questions'  => (string) wp_json_encode( $this->questions( $draft ) ),
				'created_at' => Time::to_database( $this->clock->now() ),
			],
		);
		return $this->step( $id, $user_id ) ?? throw new \LogicException( 'A preview that was just begun is not there.' );
	}

	/**
	 * Asks further questions for about two seconds.
	 *
	 * @return ?State Null when there is no such preview of this user.
	 *
	 * @throws \Aaia\Chatbot\Storage\DatabaseFailure
	 */
	public function step( string $public_id, int $user_id ): ?array {
		$row = $this->database->row(
			'SELECT * FROM %i WHERE public_id = %s AND user_id = %d',
			$this->database->table( 'reach_previews' ),
			$public_id,
			$user_id,
		);
		if ( null === $row ) {
			return null;
		}
		$draft = self::unpack( (string) $row['draft'] );
		$ids   = array_map( intval( ... ), (array) json_decode( (string) $row['questions'], true ) );
		$done  = (int) $row['done'];
		$until = microtime( true ) + self::SECONDS;
		while ( $done < count( $ids ) && microtime( true ) < $until ) {
			$this->ask( (int) $row['id'], $draft, array_values( array_slice( $ids, $done, self::BATCH ) ) );
			$done = min( count( $ids ), $done + self::BATCH );
			$this->database->update( 'reach_previews', [ 'done' => $done ], [ 'id' => (int) $row['id'] ] );
		}
		return $this->state( (int) $row['id'], $public_id, $done, count( $ids ) );
	}

	/** @param list<int> $ids */
	private function ask( int $preview, WrittenAnswer $draft, array $ids ): void {
		$asked  = $this->texts( $ids );
		$answer = fn( array $one ): ReplayedAnswer => $this->replay->ask( (string) $one['text'], (string) $one['language'] );
		$before = array_map( $answer, $asked );
		$after  = $this->replay->as_if( fn() => $this->publish( $draft ), static fn(): array => array_map( $answer, $asked ) );
		foreach ( $asked as $at => $one ) {
			$outcome = self::outcome( (string) $one['text'], $before[ $at ], $after[ $at ], $draft, (int) $one['rating'] );
			if ( null !== $outcome ) {
				$this->database->insert_new(
					'reach_changes',
					[
						'preview_id'      => $preview,
						'conversation_id' => (int) $one['conversation_id'],
						'message_id'      => (int) $one['id'],
						'outcome'         => $outcome,
						'answer_before'   => Text::truncate( $before[ $at ]->text, 1000 ),
						'answer_after'    => Text::truncate( $after[ $at ]->text, 1000 ),
					],
				);
			}
		}
	}

	/** Saves the draft, inside a change that is undone. */
	private function publish( WrittenAnswer $draft ): void {
		$known = '' === $draft->id ? null : $this->answers->find( $draft->id );
		$terms = new AnswerTerms( $draft->terms->wordings, $draft->terms->pages, $draft->terms->url );
		if ( null === $known ) {
			$this->service->add( $draft->question, $draft->answer, $draft->language, 0, $terms, false );
		} else {
			$this->service->change( $known, $draft->question, $draft->answer, $draft->language, $terms );
		}
	}

	/**
	 * Worse: an answer becomes a refusal, one that was rated well changes, or the new one takes a question over that is not like its own.
	 * Null for the same answer.
	 *
	 * @return 'better'|'worse'|'different'|null
	 */
	private static function outcome(
		string $question,
		ReplayedAnswer $before,
		ReplayedAnswer $after,
		WrittenAnswer $draft,
		int $rating,
	): ?string {
		if ( $before->text === $after->text && $before->refused === $after->refused ) {
			return null;
		}
		$like = TeamAnswers::share( $question, $draft ) >= QuestionWords::ALIKE;
		return match ( true ) {
			$after->refused && ! $before->refused                       => 'worse',
			! $before->refused && ( $rating > 0 || ! $like )            => 'worse',
			$like && ! $after->refused, $before->refused && ! $after->refused => 'better',
			default                                                     => 'different',
		};
	}

	/** @return list<int> Rows of questions, each wording once, the newest first. */
	private function questions( WrittenAnswer $draft ): array {
		$words = [];
		foreach ( [ $draft->question, ...$draft->terms->wordings ] as $asked ) {
			$words = [ ...$words, ...$this->features->term_hashes( $asked ) ];
		}
		$words = array_values( array_unique( $words ) );
		$found = [] === $words ? [] : array_merge( ...$this->index->messages_by_shared_term( $words, PHP_INT_MAX ) );
		$ids   = array_values( array_unique( $found ) );
		rsort( $ids );
		$since = Time::to_database( $this->clock->now()->modify( '-' . self::DAYS . ' days' ) );
		$texts = [];
		foreach ( array_chunk( $ids, self::MOST ) as $some ) {
			foreach ( $this->texts( $some ) as $one ) {
				if ( (string) $one['created_at'] >= $since ) {
					$texts[ $this->features->folded( (string) $one['text'] ) ] ??= (int) $one['id'];
				}
			}
			if ( count( $texts ) >= self::MOST ) {
				break;
			}
		}
		return array_slice( array_values( $texts ), 0, self::MOST );
	}

	/**
	 * @param list<int> $ids
	 *
	 * @return list<array<string, ?string>> Questions that the current user may see, newest first.
	 */
	private function texts( array $ids ): array {
		return [] === $ids ? [] : $this->database->rows(
			'SELECT q.id, q.text, q.conversation_id, q.created_at, c.language, MAX( r.value ) AS rating FROM %i q'
				. ' JOIN %i c ON c.id = q.conversation_id'
				. ' LEFT JOIN %i a ON a.conversation_id = q.conversation_id AND a.question_id = q.id'
				. ' LEFT JOIN %i r ON r.conversation_id = q.conversation_id AND r.message_id = a.id'
				. ' WHERE q.id IN (' . implode( ', ', array_fill( 0, count( $ids ), '%d' ) ) . ') AND ' . $this->access->condition()
				. ' GROUP BY q.id, q.text, q.conversation_id, q.created_at, c.language ORDER BY q.id DESC',
			$this->database->table( 'messages' ),
			$this->database->table( 'conversations' ),
			$this->database->table( 'messages' ),
			$this->database->table( 'ratings' ),
			...$ids,
		);
	}

	/** @return State */
	private function state( int $preview, string $public_id, int $done, int $total ): array {
		$counts = [ 'better' => 0, 'worse' => 0, 'different' => 0 ];
		foreach ( $this->database->rows(
			'SELECT outcome, COUNT(*) AS changes FROM %i WHERE preview_id = %d GROUP BY outcome',
			$this->database->table( 'reach_changes' ),
			$preview,
		) as $row ) {
			$counts[ (string) $row['outcome'] ] = (int) $row['changes'];
		}
		$changes = $this->database->rows(
			'SELECT t.outcome, t.answer_before, t.answer_after, q.text, c.public_id FROM %i t JOIN %i q ON q.id = t.message_id'
				. ' JOIN %i c ON c.id = t.conversation_id WHERE t.preview_id = %d AND ' . $this->access->condition()
				. " ORDER BY CASE t.outcome WHEN 'worse' THEN 0 WHEN 'different' THEN 1 ELSE 2 END, t.id LIMIT %d",
			$this->database->table( 'reach_changes' ),
			$this->database->table( 'messages' ),
			$this->database->table( 'conversations' ),
			$preview,
			self::SHOWN,
		);
		return [
			'id'        => $public_id,
			'done'      => $done,
			'total'     => $total,
			'better'    => $counts['better'],
			'worse'     => $counts['worse'],
			'different' => $counts['different'],
			'changes'   => array_map( static fn( array $row ): array => [
				'question'     => Text::truncate( Text::line( (string) $row['text'] ), 300 ),
				'conversation' => (string) $row['public_id'],
				'outcome'      => (string) $row['outcome'],
				'before'       => (string) $row['answer_before'],
				'after'        => (string) $row['answer_after'],
			], $changes ),
		];
	}

	private function purge(): void {
		$before = Time::to_database( $this->clock->now()->modify( '-1 day' ) );
		$table  = $this->database->table( 'reach_previews' );
		$this->database->execute(
			'DELETE FROM %i WHERE preview_id IN ( SELECT id FROM %i WHERE created_at < %s )',
			$this->database->table( 'reach_changes' ),
			$table,
			$before,
		);
		$this->database->execute( 'DELETE FROM %i WHERE created_at < %s', $table, $before );
	}

	private static function pack( WrittenAnswer $draft ): string {
		return (string) wp_json_encode(
			[
				'id'       => $draft->id,
				'question' => $draft->question,
				'answer'   => $draft->answer,
				'language' => $draft->language,
				'wordings' => $draft->terms->wordings,
				'pages'    => $draft->terms->pages,
				'url'      => $draft->terms->url,
			],
			JSON_UNESCAPED_UNICODE,
		);
	}

	private static function unpack( string $json ): WrittenAnswer {
		$data = (array) json_decode( $json, true );
		$text = static fn( string $key ): string => is_string( $data[ $key ] ?? null ) ? $data[ $key ] : '';
		return new WrittenAnswer(
			$text( 'id' ),
			$text( 'question' ),
			$text( 'answer' ),
			$text( 'language' ),
			new \DateTimeImmutable( '@0' ),
			new AnswerTerms( Text::strings( $data['wordings'] ?? [] ), $text( 'pages' ), $text( 'url' ) ),
		);
	}
}

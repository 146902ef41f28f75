<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Improve\Gaps;

defined( 'ABSPATH' ) || exit;

use Aaia\Chatbot\Assistant\Similar\QuestionWords;
use Aaia\Chatbot\Conversations\ConversationAccess;
use Aaia\Chatbot\Storage\Database;
use Aaia\Chatbot\Support\Clock;
use Aaia\Chatbot\Support\Ids;
use Aaia\Chatbot\Support\Time;

/**
 * SQL of gaps. What is shown of their questions is limited to conversations that the current user may see.
 *
 * @phpstan-type Asked array{
 *     gap: int, question: string, answer: string, conversation: string, message: string, message_row: int, conversation_row: int,
 *     language: string, signals: list<GapSignal>, asked_at: string,
 * }
 */
final class GapRepository {

	/** Row of `counters`: the last event that the gaps know of. */
	public const EVENTS = 'gaps_events';

	/** Gaps with the most words of a question that are compared with it. */
	private const CANDIDATES = 20;

	public function __construct(
		private readonly Database $database,
		private readonly ConversationAccess $access,
		private readonly Clock $clock,
	) {}

	/**
	 * Query that finds a row while there are events that the gaps do not know of, a minute old or more: a visitor's turn starts nothing.
	 *
	 * @return array{literal-string, list<string>}
	 */
	public function due(): array {
		return [
			'SELECT 1 FROM %i e WHERE e.id > ( SELECT c.value FROM %i c WHERE c.name = %s ) AND e.created_at <= %s',
			[
				$this->database->table( 'events' ),
				$this->database->table( 'counters' ),
				self::EVENTS,
				Time::to_database( $this->clock->now()->modify( '-1 minute' ) ),
			],
		];
	}

	public function find( string $public_id ): ?Gap {
		$row = $this->database->row( 'SELECT * FROM %i WHERE public_id = %s', $this->database->table( 'gaps' ), $public_id );
		return null === $row ? null : Gap::from_row( $row );
	}

	public function by_row( int $id ): ?Gap {
		$row = $this->database->row( 'SELECT * FROM %i WHERE id = %d', $this->database->table( 'gaps' ), $id );
		return null === $row ? null : Gap::from_row( $row );
	}

	/**
	 * Gaps, the most harmful first.
	 *
	 * @param ?int $assignee Only tasks of this user; null for all.
	 *
	 * @return list<Gap>
	 */
	public function worst( GapState $state, ?int $assignee, int $limit, int $skip = 0 ): array {
		return array_map( Gap::from_row( ... ), $this->database->rows(
			'SELECT * FROM %i WHERE state = %s AND ( %d = 0 OR assignee_id = %d ) ORDER BY harm DESC, id DESC LIMIT %d OFFSET %d',
			$this->database->table( 'gaps' ),
			$state->value,
			(int) $assignee,
			(int) $assignee,
			$limit,
			$skip,
		) );
	}

	/**
	 * The questions of gaps, the newest first, that the current user may see.
	 *
	 * @param non-empty-list<int> $gaps Rows.
	 *
	 * @return list<Asked>
	 */
	public function asked( array $gaps, int $limit ): array {
		$rows = $this->database->rows(
			'SELECT g.gap_id, g.signals, g.asked_at, g.message_id, g.conversation_id, q.text AS question, a.text AS answer,'
				. ' a.public_id AS message, c.public_id AS conversation, c.language FROM %i g JOIN %i c ON c.id = g.conversation_id'
				. ' JOIN %i q ON q.id = g.question_id JOIN %i a ON a.id = g.message_id WHERE g.gap_id IN ('
				. implode( ', ', array_fill( 0, count( $gaps ), '%d' ) ) . ') AND ' . $this->access->condition()
				. ' ORDER BY g.asked_at DESC, g.id DESC LIMIT %d',
			...[
				$this->database->table( 'gap_questions' ),
				$this->database->table( 'conversations' ),
				$this->database->table( 'messages' ),
				$this->database->table( 'messages' ),
				...$gaps,
				$limit,
			]
		);
		return array_map( self::asked_from( ... ), $rows );
	}

	/**
	 * What a list shows of gaps: how many of their questions the current user may see, and the first of them.
	 *
	 * @param list<int> $gaps Rows.
	 *
	 * @return array<int, array{count: int, harm: int, first: Asked, languages: list<string>}> By gap; none without a visible question.
	 */
	public function shown( array $gaps ): array {
		if ( [] === $gaps ) {
			return [];
		}
		$marks  = implode( ', ', array_fill( 0, count( $gaps ), '%d' ) );
		$counts = $this->database->rows(
			'SELECT g.gap_id, COUNT(*) AS asked, SUM( g.harm ) AS harm, MIN( g.id ) AS first FROM %i g WHERE g.gap_id IN (' . $marks . ') AND '
				. $this->access->condition( 'g.conversation_id' ) . ' GROUP BY g.gap_id',
			$this->database->table( 'gap_questions' ),
			...$gaps,
		);
		if ( [] === $counts ) {
			return [];
		}
		$firsts = $this->database->rows(
			'SELECT g.gap_id, g.signals, g.asked_at, g.message_id, g.conversation_id, q.text AS question, a.text AS answer,'
				. ' a.public_id AS message, c.public_id AS conversation, c.language FROM %i g JOIN %i c ON c.id = g.conversation_id'
				. ' JOIN %i q ON q.id = g.question_id JOIN %i a ON a.id = g.message_id WHERE g.id IN ('
				. implode( ', ', array_fill( 0, count( $counts ), '%d' ) ) . ') AND ' . $this->access->condition(),
			...[
				$this->database->table( 'gap_questions' ),
				$this->database->table( 'conversations' ),
				$this->database->table( 'messages' ),
				$this->database->table( 'messages' ),
				...array_map( static fn( array $row ): int => (int) $row['first'], $counts ),
			]
		);
		$languages = $this->database->rows(
			'SELECT DISTINCT g.gap_id, c.language FROM %i g JOIN %i c ON c.id = g.conversation_id WHERE g.gap_id IN (' . $marks . ') AND '
				. $this->access->condition(),
			$this->database->table( 'gap_questions' ),
			$this->database->table( 'conversations' ),
			...$gaps,
		);
		$shown = [];
		foreach ( $counts as $row ) {
			$of    = (int) $row['gap_id'];
			$first = array_values( array_filter( $firsts, static fn( array $one ): bool => (int) $one['gap_id'] === $of ) )[0] ?? null;
			if ( null !== $first ) {
				$spoken       = array_filter( $languages, static fn( array $one ): bool => (int) $one['gap_id'] === $of );
				$codes        = array_map( static fn( array $one ): string => strtolower( substr( (string) $one['language'], 0, 2 ) ), $spoken );
				$shown[ $of ] = [
					'count'     => (int) $row['asked'],
					'harm'      => (int) $row['harm'],
					'first'     => self::asked_from( $first ),
					'languages' => array_values( array_unique( array_filter( $codes, static fn( string $code ): bool => '' !== $code ) ) ),
				];
			}
		}
		return $shown;
	}

	/**
	 * Gaps that an answer closed.
	 *
	 * @return list<Gap>
	 */
	public function answered_by( string $answer_id ): array {
		return array_map( Gap::from_row( ... ), $this->database->rows(
			'SELECT * FROM %i WHERE answer_id = %s AND state = %s',
			$this->database->table( 'gaps' ),
			$answer_id,
			GapState::Answered->value,
		) );
	}

	/** @return array<string, int> How many gaps there are, by state. */
	public function counts(): array {
		$counts = array_fill_keys( array_column( GapState::cases(), 'value' ), 0 );
		foreach ( $this->database->rows(
			'SELECT state, COUNT(*) AS gaps FROM %i GROUP BY state',
			$this->database->table( 'gaps' ),
		) as $row ) {
			$counts[ (string) $row['state'] ] = (int) $row['gaps'];
		}
		return $counts;
	}

	/** @param array<string, string|int|null> $changes */
	public function change( int $id, array $changes ): void {
		$this->database->update( 'gaps', $changes, [ 'id' => $id ] );
	}

	/**
	 * The gap whose first question is most like another one.
	 *
	 * @param list<non-empty-list<int>> $words See QuestionWords.
	 */
	public function alike( array $words ): ?int {
		$hashes = array_values( array_unique( array_merge( ...$words ) ) );
		if ( [] === $hashes ) {
			return null;
		}
		$near = array_map( static fn( array $row ): int => (int) $row['gap_id'], $this->database->rows(
			'SELECT gap_id, COUNT( DISTINCT position ) AS common FROM %i WHERE word IN (' . implode( ', ', array_fill( 0, count( $hashes ), '%d' ) )
				. ') GROUP BY gap_id ORDER BY common DESC, gap_id LIMIT %d',
			$this->database->table( 'gap_words' ),
			...[ ...$hashes, self::CANDIDATES ]
		) );
		$best  = null;
		$share = 0.0;
		foreach ( [] === $near ? [] : $this->words( $near ) as $gap => $candidate ) {
			$alike = QuestionWords::share( $words, $candidate );
			if ( $alike >= QuestionWords::ALIKE && $alike > $share ) {
				[ $best, $share ] = [ $gap, $alike ];
			}
		}
		return $best;
	}

	/**
	 * @param non-empty-list<int> $gaps
	 *
	 * @return array<int, list<list<int>>> By gap, in the order of the ids.
	 */
	private function words( array $gaps ): array {
		$words = [];
		foreach ( $this->database->rows(
			'SELECT gap_id, position, word FROM %i WHERE gap_id IN (' . implode( ', ', array_fill( 0, count( $gaps ), '%d' ) ) . ')',
			$this->database->table( 'gap_words' ),
			...$gaps,
		) as $row ) {
			$words[ (int) $row['gap_id'] ][ (int) $row['position'] ][] = (int) $row['word'];
		}
		ksort( $words );
		return array_map( array_values( ... ), $words );
	}

	/** A new gap without questions. @return int Its row. */
	public function add(): int {
		return $this->database->insert(
			'gaps',
			[
				'public_id'  => Ids::random(),
				'state'      => GapState::Open->value,
				'created_at' => Time::to_database( $this->clock->now() ),
			],
		);
	}

	/** @return array<int, array{id: int, gap: int, signals: string}> The questions of a conversation, by row id of the answer. */
	public function of_conversation( int $conversation_id ): array {
		$found = [];
		foreach ( $this->database->rows(
			'SELECT id, gap_id, message_id, signals FROM %i WHERE conversation_id = %d',
			$this->database->table( 'gap_questions' ),
			$conversation_id,
		) as $row ) {
			$found[ (int) $row['message_id'] ] = [
				'id'      => (int) $row['id'],
				'gap'     => (int) $row['gap_id'],
				'signals' => (string) $row['signals'],
			];
		}
		return $found;
	}

	/** @param array<string, string|int> $question Columns of gap_questions. */
	public function add_question( array $question ): void {
		$this->database->insert_new( 'gap_questions', $question );
	}

	public function change_question( int $id, string $signals, int $harm ): void {
		$this->database->update( 'gap_questions', [ 'signals' => $signals, 'harm' => $harm ], [ 'id' => $id ] );
	}

	public function remove_question( int $id ): void {
		$this->database->delete( 'gap_questions', [ 'id' => $id ] );
	}

	/** @return array{asked: int, harm: int, last: ?string, first: int, again: int} `again`: asked since a moment. */
	public function totals( int $gap, ?\DateTimeImmutable $since ): array {
		$row = $this->database->row(
			'SELECT COUNT(*) AS asked, COALESCE( SUM( harm ), 0 ) AS harm, MAX( asked_at ) AS last, COALESCE( MIN( id ), 0 ) AS first,'
				. ' COALESCE( SUM( CASE WHEN asked_at > %s THEN 1 ELSE 0 END ), 0 ) AS again FROM %i WHERE gap_id = %d',
			null === $since ? '9999-12-31 00:00:00' : Time::to_database( $since ),
			$this->database->table( 'gap_questions' ),
			$gap,
		) ?? [];
		return [
			'asked' => (int) ( $row['asked'] ?? 0 ),
			'harm'  => (int) ( $row['harm'] ?? 0 ),
			'last'  => $row['last'] ?? null,
			'first' => (int) ( $row['first'] ?? 0 ),
			'again' => (int) ( $row['again'] ?? 0 ),
		];
	}

	/** Replaces the words of a gap by those of its first question. */
	public function learn_words( int $gap, int $first ): void {
		$this->database->delete( 'gap_words', [ 'gap_id' => $gap ] );
		$row = $this->first_question( $first );
		if ( null === $row ) {
			return;
		}
		$values = [];
		foreach ( QuestionWords::of( (string) $row['text'] ) as $position => $hashes ) {
			foreach ( $hashes as $hash ) {
				array_push( $values, $hash, $gap, $position, (int) $row['conversation_id'] );
			}
		}
		if ( [] !== $values ) {
			$rows = implode( ', ', array_fill( 0, intdiv( count( $values ), 4 ), '( %d, %d, %d, %d )' ) );
			$this->database->execute(
				'INSERT IGNORE INTO %i (word, gap_id, position, conversation_id) VALUES ' . $rows,
				$this->database->table( 'gap_words' ),
				...$values,
			);
		}
	}

	/** @return ?array<string, ?string> Text, language and answer of a question, for jobs. */
	public function first_question( int $id ): ?array {
		return $this->database->row(
			'SELECT q.text, c.language, g.message_id, g.conversation_id, g.signals FROM %i g JOIN %i q ON q.id = g.question_id'
				. ' JOIN %i c ON c.id = g.conversation_id WHERE g.id = %d',
			$this->database->table( 'gap_questions' ),
			$this->database->table( 'messages' ),
			$this->database->table( 'conversations' ),
			$id,
		);
	}

	public function delete( int $gap ): void {
		$this->database->delete( 'gap_words', [ 'gap_id' => $gap ] );
		$this->database->delete( 'gaps', [ 'id' => $gap ] );
	}

	/**
	 * Gaps of which questions were deleted with their conversations.
	 *
	 * @return list<int>
	 */
	public function diminished(): array {
		return array_map( static fn( array $row ): int => (int) $row['id'], $this->database->rows(
			'SELECT g.id FROM %i g LEFT JOIN ( SELECT gap_id, COUNT(*) AS asked FROM %i GROUP BY gap_id ) q ON q.gap_id = g.id'
				. ' WHERE g.questions <> COALESCE( q.asked, 0 )',
			$this->database->table( 'gaps' ),
			$this->database->table( 'gap_questions' ),
		) );
	}

	/**
	 * Gaps whose cause is not known yet, the most harmful first.
	 *
	 * @return list<Gap>
	 */
	public function without_cause( int $limit ): array {
		return array_map( Gap::from_row( ... ), $this->database->rows(
			'SELECT * FROM %i WHERE state = %s AND cause IS NULL AND first_id > 0 ORDER BY harm DESC, id DESC LIMIT %d',
			$this->database->table( 'gaps' ),
			GapState::Open->value,
			$limit,
		) );
	}

	/**
	 * @param array<string, ?string> $row
	 *
	 * @return Asked
	 */
	private static function asked_from( array $row ): array {
		return [
			'gap'              => (int) $row['gap_id'],
			'question'         => (string) $row['question'],
			'answer'           => (string) $row['answer'],
			'conversation'     => (string) $row['conversation'],
			'message'          => (string) $row['message'],
			'message_row'      => (int) $row['message_id'],
			'conversation_row' => (int) $row['conversation_id'],
			'language'         => (string) $row['language'],
			'signals'          => self::signals( (string) $row['signals'] ),
			'asked_at'         => (string) Time::to_wire( Time::required( $row['asked_at'] ) ),
		];
	}

	/** @return list<GapSignal> */
	public static function signals( string $stored ): array {
		return array_values( array_filter( array_map( GapSignal::tryFrom( ... ), explode( ',', $stored ) ) ) );
	}
}

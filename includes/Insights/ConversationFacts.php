<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Insights;

defined( 'ABSPATH' ) || exit;

use Aaia\Chatbot\Assistant\FrustrationDetector;
use Aaia\Chatbot\Conversations\AuthorType;
use Aaia\Chatbot\Conversations\Conversation;
use Aaia\Chatbot\Conversations\LimitRepository;
use Aaia\Chatbot\Conversations\OfficeHours;
use Aaia\Chatbot\Conversations\Status;
use Aaia\Chatbot\Storage\Database;
use Aaia\Chatbot\Support\Text;
use Aaia\Chatbot\Support\Time;

/**
 * What is counted of each conversation, as it is now: one row in `conversation_facts`, made from the conversation's own tables, so that
 * counting again always gives the same. Conversations that staff make to test alerts are left out.
 *
 * @phpstan-type Message array{id: int, author: string, agent: ?int, refused: bool, text: string, at: int}
 */
final class ConversationFacts {

	/** A question asked again within this time contradicts its answer. Seconds. */
	public const AGAIN = 7 * DAY_IN_SECONDS;

	/** Questions of one visitor that are compared. */
	private const QUESTIONS = 60;

	/** Conversations of the same visitors that are counted with some. */
	private const RELATED = 200;

	/** Characters of a question that are compared. */
	private const READ = 600;

	public function __construct(
		private readonly Database $database,
		private readonly LimitRepository $limits,
		private readonly OfficeHours $hours,
		private readonly FrustrationDetector $questions,
	) {}

	/**
	 * Counts some conversations. Inside a transaction.
	 *
	 * @param list<int> $ids
	 *
	 * @return list<string> Days on which they begin, or began by an earlier count.
	 */
	public function count( array $ids ): array {
		if ( [] === $ids ) {
			return [];
		}
		$marks  = self::marks( $ids );
		$before = $this->database->rows(
			'SELECT day FROM %i WHERE conversation_id IN (' . $marks . ')',
			$this->database->table( 'conversation_facts' ),
			...$ids,
		);
		$facts  = $this->facts( $ids );
		$this->database->execute(
			'DELETE FROM %i WHERE conversation_id IN (' . $marks . ')',
			$this->database->table( 'conversation_facts' ),
			...$ids,
		);
		foreach ( $facts as $one ) {
			$this->database->insert( 'conversation_facts', $one );
		}
		return array_values( array_unique( array_map(
			static fn( array $row ): string => substr( (string) $row['day'], 0, 10 ),
			[ ...$before, ...$facts ],
		) ) );
	}

	/**
	 * Conversations of the same visitors that were going on shortly before some: what they asked there may have been asked again.
	 *
	 * @param list<int> $ids
	 *
	 * @return list<int> The newest, these among them.
	 */
	public function related( array $ids ): array {
		$since = [];
		foreach ( [] === $ids ? [] : $this->database->rows(
			'SELECT visitor_id, MIN( created_at ) AS since FROM %i WHERE id IN (' . self::marks( $ids ) . ') AND visitor_id IS NOT NULL'
				. ' GROUP BY visitor_id',
			$this->database->table( 'conversations' ),
			...$ids,
		) as $row ) {
			$since[ (int) $row['visitor_id'] ] = Time::required( $row['since'] )->modify( '-' . self::AGAIN . ' seconds' );
		}
		return [] === $since ? [] : $this->ids(
			'SELECT id FROM %i WHERE visitor_id IN (' . self::marks( $since ) . ') AND last_activity_at >= %s ORDER BY id DESC LIMIT %d',
			$this->database->table( 'conversations' ),
			...[ ...array_keys( $since ), Time::to_database( min( $since ) ), self::RELATED ]
		);
	}

	/**
	 * The newest conversations of some visitors.
	 *
	 * @param list<int> $visitor_ids
	 *
	 * @return list<int>
	 */
	public function of_visitors( array $visitor_ids ): array {
		return [] === $visitor_ids ? [] : $this->ids(
			'SELECT id FROM %i WHERE visitor_id IN (' . self::marks( $visitor_ids ) . ') ORDER BY id DESC LIMIT %d',
			$this->database->table( 'conversations' ),
			...[ ...$visitor_ids, self::RELATED ]
		);
	}

	/** @return list<int> Conversations before one, newest first. */
	public function before( int $id, int $limit ): array {
		return $this->ids(
			'SELECT id FROM %i WHERE id < %d ORDER BY id DESC LIMIT %d',
			$this->database->table( 'conversations' ),
			$id,
			$limit,
		);
	}

	/** Id of the newest conversation; 0 without any. */
	public function newest(): int {
		return (int) $this->database->value( 'SELECT MAX(id) FROM %i', $this->database->table( 'conversations' ) );
	}

	/** Whether there are conversations, and none is counted. */
	public function are_missing(): bool {
		return null === $this->database->value( 'SELECT conversation_id FROM %i LIMIT 1', $this->database->table( 'conversation_facts' ) )
			&& null !== $this->database->value(
				'SELECT id FROM %i WHERE channel <> %s LIMIT 1',
				$this->database->table( 'conversations' ),
				Conversation::TEST,
			);
	}

	/** How many conversations are counted, or are there: for "so many of so many". */
	public function count_all( bool $counted ): int {
		return (int) $this->database->value(
			'SELECT COUNT(*) FROM %i',
			$this->database->table( $counted ? 'conversation_facts' : 'conversations' ),
		);
	}

	/**
	 * Facts and labels of the conversations that began on a day.
	 *
	 * @return list<array<string, mixed>>
	 */
	public function of_day( string $day ): array {
		$labels = [];
		foreach ( $this->database->rows(
			'SELECT l.conversation_id, l.label_id FROM %i f JOIN %i l ON l.conversation_id = f.conversation_id WHERE f.day = %s',
			$this->database->table( 'conversation_facts' ),
			$this->database->table( 'conversation_labels' ),
			$day,
		) as $row ) {
			$labels[ (int) $row['conversation_id'] ][] = (string) $row['label_id'];
		}
		return array_map(
			static fn( array $row ): array => [ 'labels' => $labels[ (int) $row['conversation_id'] ] ?? [] ] + $row,
			$this->database->rows( 'SELECT * FROM %i WHERE day = %s', $this->database->table( 'conversation_facts' ), $day ),
		);
	}

	/**
	 * Requests for a person that were made on a day.
	 *
	 * @return array<string, int> By audience.
	 */
	public function requests_on( string $day ): array {
		$begin  = new \DateTimeImmutable( $day, wp_timezone() );
		$counts = [];
		foreach ( $this->database->rows(
			'SELECT f.audience, COUNT(*) AS requests FROM %i r JOIN %i f ON f.conversation_id = r.conversation_id'
				. ' WHERE r.created_at >= %s AND r.created_at < %s GROUP BY f.audience',
			$this->database->table( 'support_requests' ),
			$this->database->table( 'conversation_facts' ),
			Time::to_database( $begin ),
			Time::to_database( $begin->modify( '+1 day' ) ),
		) as $row ) {
			$counts[ (string) $row['audience'] ] = (int) $row['requests'];
		}
		return $counts;
	}

	/**
	 * @param non-empty-list<int> $ids
	 *
	 * @return list<array<string, string|int|null>>
	 */
	private function facts( array $ids ): array {
		$rows = $this->database->rows(
			'SELECT id, visitor_id, channel, language, page_url, category_id, team_id, status, resolved_by, resolved_at, created_at FROM %i'
				. ' WHERE id IN (' . self::marks( $ids ) . ') AND channel <> %s',
			$this->database->table( 'conversations' ),
			...[ ...$ids, Conversation::TEST ]
		);
		$limits   = $this->limits->several( $ids );
		$messages = $this->messages( $ids );
		$asked    = $this->requests( $ids );
		$ratings  = $this->ratings( $ids );
		$previous = $this->previous( $ids );
		$again    = $this->asked_again( $rows, $messages );
		return array_map(
			function ( array $row ) use ( $limits, $messages, $asked, $ratings, $previous, $again ): array {
				$id    = (int) $row['id'];
				$limit = $limits[ $id ] ?? null;
				return $this->fact(
					$row,
					match ( true ) {
						null === $limit          => '',
						null !== $limit->team_id => 'team:' . $limit->team_id,
						default                  => 'role:' . $limit->role,
					},
					$messages[ $id ] ?? [],
					$asked[ $id ] ?? null,
					$ratings[ $id ] ?? [ 'up' => 0, 'down' => 0, 'score' => null ],
					$previous[ $id ] ?? null,
					isset( $again[ $id ] ),
				);
			},
			$rows,
		);
	}

	/**
	 * @param array<string, ?string>                   $row
	 * @param list<Message>                            $messages
	 * @param ?int                                     $asked    When a person was first asked for.
	 * @param array{up: int, down: int, score: ?int}   $ratings
	 * @param ?int                                     $previous When the visitor's conversation before began.
	 *
	 * @return array<string, string|int|null>
	 */
	private function fact( array $row, string $audience, array $messages, ?int $asked, array $ratings, ?int $previous, bool $again ): array {
		$began  = Time::required( $row['created_at'] );
		$local  = $began->setTimezone( wp_timezone() );
		$team   = null === $row['team_id'] ? null : (int) $row['team_id'];
		$hours  = $this->hours->of( $team );
		$by     = static fn( AuthorType $author ): array => array_values( array_filter(
			$messages,
			static fn( array $message ): bool => $author->value === $message['author'],
		) );
		$agents    = $by( AuthorType::Agent );
		$answers   = $by( AuthorType::Assistant );
		$refused   = count( array_filter( $answers, static fn( array $message ): bool => $message['refused'] ) );
		$replied   = [] === $agents ? null : $agents[0]['at'];
		$waited    = null === $replied ? null : $this->began_to_wait( $messages, $asked, $replied );
		$ended     = Status::Resolved->value === $row['status'] && Conversation::BY_SYSTEM !== $row['resolved_by']
			? Time::from_database( $row['resolved_at'] )?->getTimestamp()
			: null;
		$start     = $began->getTimestamp();
		return [
			'conversation_id'    => (int) $row['id'],
			'audience'           => $audience,
			'day'                => $local->format( 'Y-m-d' ),
			'weekday'            => (int) $local->format( 'N' ),
			'hour'               => (int) $local->format( 'G' ),
			'visitor'            => null === $row['visitor_id'] ? 0 : 1,
			'previous'           => null === $previous ? null : $local->setTimestamp( $previous )->format( 'Y-m-d' ),
			'channel'            => (string) $row['channel'],
			'language'           => strtolower( substr( (string) preg_replace( '/[^A-Za-z].*\z/s', '', (string) $row['language'] ), 0, 8 ) ),
			'page'               => Text::truncate( (string) preg_replace( '/[?#].*\z/s', '', (string) $row['page_url'] ), 190 ),
			'category_id'        => null === $row['category_id'] ? null : (int) $row['category_id'],
			'team_id'            => $team,
			'agent_id'           => $agents[0]['agent'] ?? null,
			'outcome'            => Outcome::of(
				count( $agents ),
				null !== $asked,
				$again,
				$ratings['up'],
				$ratings['down'],
				$ratings['score'],
			)->value,
			'asked_again'        => $again ? 1 : 0,
			'escalated'          => null === $asked ? 0 : 1,
			'answered_alone'     => null === $asked && [] === $agents && count( $answers ) > $refused ? 1 : 0,
			'resolved'           => null === $ended ? 0 : 1,
			'visitor_messages'   => count( $by( AuthorType::Visitor ) ),
			'assistant_messages' => count( $answers ),
			'agent_messages'     => count( $agents ),
			'refused'            => $refused,
			'up'                 => $ratings['up'],
			'down'               => $ratings['down'],
			'score'              => $ratings['score'],
			'reply'              => null === $waited ? null : max( 0, $replied - $waited ),
			'reply_open'         => null === $waited || null === $replied ? null : $hours->open_seconds( $waited, $replied ),
			'resolution'         => null === $ended ? null : max( 0, $ended - $start ),
			'resolution_open'    => null === $ended ? null : $hours->open_seconds( $start, $ended ),
		];
	}

	/**
	 * When the visitor began to wait for the first reply of a person: with the first request, or else with the message that was answered.
	 * Null when nobody had written.
	 *
	 * @param list<Message> $messages
	 */
	private function began_to_wait( array $messages, ?int $asked, int $replied ): ?int {
		if ( null !== $asked && $asked <= $replied ) {
			return $asked;
		}
		$last = null;
		foreach ( $messages as $message ) {
			if ( AuthorType::Agent->value === $message['author'] ) {
				break;
			}
			$last = AuthorType::Visitor->value === $message['author'] ? $message['at'] : $last;
		}
		return $last;
	}

	/**
	 * Messages that visitors can read, in order; words of their own only.
	 *
	 * @param non-empty-list<int> $ids
	 *
	 * @return array<int, list<Message>>
	 */
	private function messages( array $ids ): array {
		$found = [];
		foreach ( $this->database->rows(
			'SELECT id, conversation_id, author_type, author_id, refused, created_at,'
				. ' CASE WHEN author_type = %s THEN SUBSTR( text, 1, %d ) END AS words FROM %i'
				. ' WHERE conversation_id IN (' . self::marks( $ids ) . ') AND private = 0 ORDER BY id',
			AuthorType::Visitor->value,
			self::READ,
			$this->database->table( 'messages' ),
			...$ids,
		) as $row ) {
			$found[ (int) $row['conversation_id'] ][] = [
				'id'      => (int) $row['id'],
				'author'  => (string) $row['author_type'],
				'agent'   => null === $row['author_id'] ? null : (int) $row['author_id'],
				'refused' => 1 === (int) $row['refused'],
				'text'    => (string) $row['words'],
				'at'      => Time::required( $row['created_at'] )->getTimestamp(),
			];
		}
		return $found;
	}

	/**
	 * @param non-empty-list<int> $ids
	 *
	 * @return array<int, int> When a person was first asked for, by conversation.
	 */
	private function requests( array $ids ): array {
		return $this->times(
			'SELECT conversation_id, MIN( created_at ) AS time FROM %i WHERE conversation_id IN (' . self::marks( $ids )
				. ') GROUP BY conversation_id',
			$this->database->table( 'support_requests' ),
			...$ids,
		);
	}

	/**
	 * Ratings in effect.
	 *
	 * @param non-empty-list<int> $ids
	 *
	 * @return array<int, array{up: int, down: int, score: ?int}>
	 */
	private function ratings( array $ids ): array {
		$found = [];
		foreach ( $this->database->rows(
			'SELECT conversation_id, message_id, value FROM %i WHERE conversation_id IN (' . self::marks( $ids ) . ')',
			$this->database->table( 'ratings' ),
			...$ids,
		) as $row ) {
			$id            = (int) $row['conversation_id'];
			$value         = (int) $row['value'];
			$found[ $id ] ??= [ 'up' => 0, 'down' => 0, 'score' => null ];
			if ( 0 === (int) $row['message_id'] ) {
				$found[ $id ]['score'] = $value;
			} else {
				++$found[ $id ][ $value > 0 ? 'up' : 'down' ];
			}
		}
		return $found;
	}

	/**
	 * When the visitor's conversation before each began. Limited ones do not count here, so that figures tell nothing of them.
	 *
	 * @param non-empty-list<int> $ids
	 *
	 * @return array<int, int>
	 */
	private function previous( array $ids ): array {
		$limited = $this->limits->is_used() ? ' AND p.id NOT IN ( SELECT conversation_id FROM %i )' : '';
		return $this->times(
			'SELECT c.id AS conversation_id, MAX( p.created_at ) AS time FROM %i c JOIN %i p ON p.visitor_id = c.visitor_id AND p.id < c.id'
				. ' WHERE c.id IN (' . self::marks( $ids ) . ') AND p.channel <> %s' . $limited . ' GROUP BY c.id',
			$this->database->table( 'conversations' ),
			$this->database->table( 'conversations' ),
			...[ ...$ids, Conversation::TEST, ...( '' === $limited ? [] : [ $this->database->table( 'conversation_limits' ) ] ) ]
		);
	}

	/**
	 * Conversations in which a question was answered that the visitor asked again within 7 days, there or in another conversation.
	 *
	 * @param list<array<string, ?string>> $rows
	 * @param array<int, list<Message>>    $messages
	 *
	 * @return array<int, true>
	 */
	private function asked_again( array $rows, array $messages ): array {
		$later = $this->questions_of( $rows );
		$again = [];
		foreach ( $rows as $row ) {
			foreach ( $this->answered( $messages[ (int) $row['id'] ] ?? [] ) as [ $question, $answered_at ] ) {
				foreach ( $later[ (int) $row['visitor_id'] ] ?? [] as $other ) {
					if (
						$other['id'] > $question['id']
						&& $other['at'] >= $answered_at
						&& $other['at'] - $question['at'] <= self::AGAIN
						&& $this->questions->asks_again( $other['text'], $question['text'] )
					) {
						$again[ (int) $row['id'] ] = true;
						break 2;
					}
				}
			}
		}
		return $again;
	}

	/**
	 * Questions that the assistant answered, and when.
	 *
	 * @param list<Message> $messages
	 *
	 * @return list<array{Message, int}>
	 */
	private function answered( array $messages ): array {
		$found    = [];
		$question = null;
		foreach ( $messages as $message ) {
			if ( AuthorType::Visitor->value === $message['author'] ) {
				$question = $message;
			} elseif ( AuthorType::Assistant->value === $message['author'] && null !== $question ) {
				$found[]  = [ $question, $message['at'] ];
				$question = null;
			}
		}
		return array_slice( $found, 0, self::QUESTIONS );
	}

	/**
	 * What the visitors of some conversations asked from their beginning on, by visitor; at most 7 days after the last message of them all.
	 *
	 * @param list<array<string, ?string>> $rows
	 *
	 * @return array<int, list<array{id: int, text: string, at: int}>>
	 */
	private function questions_of( array $rows ): array {
		$visitors = [];
		foreach ( $rows as $row ) {
			if ( null !== $row['visitor_id'] ) {
				$visitors[ (int) $row['visitor_id'] ] = min( $visitors[ (int) $row['visitor_id'] ] ?? '9', (string) $row['created_at'] );
			}
		}
		$found = [];
		foreach ( [] === $visitors ? [] : $this->database->rows(
			'SELECT c.visitor_id, m.id, m.created_at, SUBSTR( m.text, 1, %d ) AS words FROM %i c JOIN %i m ON m.conversation_id = c.id'
				. ' WHERE c.visitor_id IN (' . self::marks( array_keys( $visitors ) ) . ') AND c.channel <> %s AND c.last_activity_at >= %s'
				. ' AND m.author_type = %s AND m.private = 0 AND m.created_at >= %s ORDER BY m.id',
			self::READ,
			$this->database->table( 'conversations' ),
			$this->database->table( 'messages' ),
			...[ ...array_keys( $visitors ), Conversation::TEST, min( $visitors ), AuthorType::Visitor->value, min( $visitors ) ]
		) as $row ) {
			$found[ (int) $row['visitor_id'] ][] = [
				'id'   => (int) $row['id'],
				'text' => (string) $row['words'],
				'at'   => Time::required( $row['created_at'] )->getTimestamp(),
			];
		}
		return $found;
	}

	/**
	 * @param literal-string $sql
	 *
	 * @return list<int>
	 */
	private function ids( string $sql, string|int ...$values ): array {
		return array_map( static fn( array $row ): int => (int) $row['id'], $this->database->rows( $sql, ...$values ) );
	}

	/**
	 * @param literal-string $sql
	 *
	 * @return array<int, int>
	 */
	private function times( string $sql, string|int ...$values ): array {
		$times = [];
		foreach ( $this->database->rows( $sql, ...$values ) as $row ) {
			$times[ (int) $row['conversation_id'] ] = Time::required( $row['time'] )->getTimestamp();
		}
		return $times;
	}

	/**
	 * @param array<mixed> $ids
	 *
	 * @return literal-string
	 */
	private static function marks( array $ids ): string {
		return implode( ', ', array_fill( 0, count( $ids ), '%d' ) );
	}
}

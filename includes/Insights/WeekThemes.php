<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Insights;

defined( 'ABSPATH' ) || exit;

use Aaia\Chatbot\Assistant\Similar\QuestionGrouper;
use Aaia\Chatbot\Conversations\AuthorType;
use Aaia\Chatbot\Conversations\Conversation;
use Aaia\Chatbot\Conversations\ConversationAccess;
use Aaia\Chatbot\Storage\Database;
use Aaia\Chatbot\Support\Text;
use Aaia\Chatbot\Support\Time;

/**
 * Themes of visitors' questions: like questions of a week together, and like weeks together. A theme is named by the words of one of its
 * questions, which are read when it is shown: of an erased conversation nothing is left.
 */
final class WeekThemes {

	/** Questions of a week that are compared: of more, as many spread evenly. */
	public const COMPARED = 1000;

	/** Themes shown, and themes of single weeks that are put together for them. */
	private const SHOWN = 15;

	private const JOINED = 600;

	/** Characters of a name. */
	private const NAME = 120;

	public function __construct(
		private readonly Database $database,
		private readonly ConversationAccess $access,
		private readonly QuestionGrouper $grouper,
	) {}

	/** The Monday of the week of a day. */
	public static function week( string $day ): string {
		return ( new \DateTimeImmutable( $day ) )->modify( 'monday this week' )->format( 'Y-m-d' );
	}

	/** Groups the questions of a week anew. Inside a transaction. @param string $week Its Monday. */
	public function count( string $week ): void {
		$questions = $this->questions( $week );
		$themes    = [];
		foreach ( $this->grouper->members( array_column( $questions, 'text' ) ) as $members ) {
			foreach ( $members as $place ) {
				array_push( $themes, $questions[ $place ]['id'], $questions[ $place ]['conversation'], $week, $questions[ $members[0] ]['id'] );
			}
		}
		$this->database->delete( 'question_themes', [ 'week' => $week ] );
		foreach ( array_chunk( $themes, 4 * 200 ) as $some ) {
			$this->database->execute(
				'INSERT IGNORE INTO %i (message_id, conversation_id, week, theme) VALUES '
					. implode( ', ', array_fill( 0, intdiv( count( $some ), 4 ), '(%d, %d, %s, %d)' ) ),
				$this->database->table( 'question_themes' ),
				...$some,
			);
		}
	}

	/**
	 * The themes of the weeks that a period touches, the most frequent first; only what was asked more than once.
	 *
	 * @return list<array{name: string, count: int, ids: list<int>, weeks: array<string, int>}> `ids`: its themes of single weeks.
	 */
	public function of( Period $period ): array {
		$rows  = $this->database->rows(
			'SELECT q.week, q.theme, COUNT(*) AS questions, MIN( q.message_id ) AS message FROM %i q WHERE q.week >= %s AND q.week <= %s AND '
				. $this->access->condition( 'q.conversation_id' ) . ' GROUP BY q.week, q.theme ORDER BY questions DESC, q.theme DESC LIMIT %d',
			$this->database->table( 'question_themes' ),
			self::week( $period->from ),
			$period->to,
			self::JOINED,
		);
		$texts  = $this->texts( array_map( static fn( array $row ): int => (int) $row['message'], $rows ) );
		$themes = [];
		$names  = array_map( static fn( array $row ): string => $texts[ (int) $row['message'] ] ?? '', $rows );
		foreach ( $this->grouper->members( $names ) as $members ) {
			$theme = [
				'name'  => Text::truncate( Text::line( $texts[ (int) $rows[ $members[0] ]['message'] ] ?? '' ), self::NAME ),
				'count' => 0,
				'ids'   => [],
				'weeks' => [],
			];
			foreach ( $members as $place ) {
				$week                     = substr( (string) $rows[ $place ]['week'], 0, 10 );
				$theme['count']          += (int) $rows[ $place ]['questions'];
				$theme['ids'][]           = (int) $rows[ $place ]['theme'];
				$theme['weeks'][ $week ]  = ( $theme['weeks'][ $week ] ?? 0 ) + (int) $rows[ $place ]['questions'];
			}
			$themes[] = $theme;
		}
		$themes = array_filter( $themes, static fn( array $theme ): bool => $theme['count'] > 1 );
		usort( $themes, static fn( array $a, array $b ): int => $b['count'] <=> $a['count'] );
		return array_slice( $themes, 0, self::SHOWN );
	}

	/** @return list<array{id: int, conversation: int, text: string}> */
	private function questions( string $week ): array {
		$begin = new \DateTimeImmutable( $week, wp_timezone() );
		$dates = [ Time::to_database( $begin ), Time::to_database( $begin->modify( '+7 days' ) ) ];
		$all   = (int) $this->database->value(
			'SELECT COUNT(*) FROM %i WHERE created_at >= %s AND created_at < %s AND author_type = %s',
			$this->database->table( 'messages' ),
			...[ ...$dates, AuthorType::Visitor->value ]
		);
		return array_map(
			static fn( array $row ): array => [
				'id'           => (int) $row['id'],
				'conversation' => (int) $row['conversation_id'],
				'text'         => (string) $row['words'],
			],
			$this->database->rows(
				'SELECT m.id, m.conversation_id, SUBSTR( m.text, 1, 500 ) AS words FROM %i m JOIN %i c ON c.id = m.conversation_id'
					. ' WHERE m.created_at >= %s AND m.created_at < %s AND m.author_type = %s AND m.private = 0 AND MOD( m.id, %d ) = 0'
					. ' AND c.channel <> %s ORDER BY m.id LIMIT %d',
				$this->database->table( 'messages' ),
				$this->database->table( 'conversations' ),
				...[
					...$dates,
					AuthorType::Visitor->value,
					max( 1, (int) ceil( $all / self::COMPARED ) ),
					Conversation::TEST,
					self::COMPARED,
				]
			),
		);
	}

	/**
	 * @param list<int> $ids
	 *
	 * @return array<int, string>
	 */
	private function texts( array $ids ): array {
		$texts = [];
		foreach ( [] === $ids ? [] : $this->database->rows(
			'SELECT m.id, SUBSTR( m.text, 1, 500 ) AS words FROM %i m WHERE m.id IN (' . implode( ', ', array_fill( 0, count( $ids ), '%d' ) )
				. ') AND ' . $this->access->condition( 'm.conversation_id' ),
			$this->database->table( 'messages' ),
			...$ids,
		) as $row ) {
			$texts[ (int) $row['id'] ] = (string) $row['words'];
		}
		return $texts;
	}
}

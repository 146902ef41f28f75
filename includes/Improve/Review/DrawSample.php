<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Improve\Review;

defined( 'ABSPATH' ) || exit;

use Aaia\Chatbot\Conversations\AuthorType;
use Aaia\Chatbot\Conversations\ConversationAccess;
use Aaia\Chatbot\Conversations\Generation;
use Aaia\Chatbot\Improve\Today\TodayKind;
use Aaia\Chatbot\Improve\Today\TodayRepository;
use Aaia\Chatbot\Jobs\Job;
use Aaia\Chatbot\Jobs\JobHandler;
use Aaia\Chatbot\Storage\Database;
use Aaia\Chatbot\Support\Clock;
use Aaia\Chatbot\Support\Time;

/**
 * Job that draws, every Monday, a random sample of last week's answers to judge. What nobody judged of the sample before leaves the list.
 *
 * The week itself decides which answers are drawn: drawn again, they are the same. Answers that were judged already, or that not
 * every agent may see, are left out.
 */
final class DrawSample implements JobHandler {

	public const NAME = 'improve.sample';

	public const EVERY_SECONDS = 6 * HOUR_IN_SECONDS;

	/** Answers of a sample. */
	public const SIZE = 20;

	/** Up to so many messages a week, all are read and put into a random order; of more, messages are drawn one by one. */
	private const READ = 4000;

	/** Messages drawn at once, and how often at most. */
	private const DRAWN = 200;

	private const ROUNDS = 20;

	public function __construct(
		private readonly Database $database,
		private readonly ConversationAccess $access,
		private readonly Clock $clock,
		private readonly TodayRepository $today,
	) {}

	public function handle( Job $job ): void {
		$monday = $this->clock->now()->setTimezone( wp_timezone() )->modify( 'monday this week' )->setTime( 0, 0 );
		if ( $this->today->has_sample_since( $monday ) ) {
			return;
		}
		$drawn = $this->draw( $monday->modify( '-7 days' ), $monday );
		$this->today->drop_samples_before( $monday );
		foreach ( $drawn as $message_id => $conversation_id ) {
			$this->today->add( TodayKind::Sample, $conversation_id, $message_id );
		}
	}

	/**
	 * Draws the sample of a time.
	 *
	 * @return array<int, int> Conversation by answer.
	 */
	public function draw( \DateTimeImmutable $from, \DateTimeImmutable $to ): array {
		$first = $this->first_since( $from );
		$end   = $this->first_since( $to ) ?? 1 + (int) $this->database->value( 'SELECT MAX(id) FROM %i', $this->database->table( 'messages' ) );
		$seed  = $from->format( 'Y-m-d' );
		if ( null === $first || $end <= $first ) {
			return [];
		}
		if ( $end - $first <= self::READ ) {
			$found = $this->answers( range( $first, $end - 1 ) );
			uksort( $found, static fn( int $one, int $other ): int => self::number( $seed, $one ) <=> self::number( $seed, $other ) );
			return array_slice( $found, 0, self::SIZE, true );
		}
		$found = [];
		for ( $round = 0; $round < self::ROUNDS && count( $found ) < self::SIZE; $round++ ) {
			$ids = [];
			for ( $number = 0; $number < self::DRAWN; $number++ ) {
				$ids[] = $first + self::number( $seed, $round * self::DRAWN + $number ) % ( $end - $first );
			}
			$answers = $this->answers( $ids );
			foreach ( $ids as $id ) {
				if ( isset( $answers[ $id ] ) ) {
					$found[ $id ] = $answers[ $id ];
				}
			}
		}
		return array_slice( $found, 0, self::SIZE, true );
	}

	/**
	 * Those of some messages that are finished answers and were not judged.
	 *
	 * @param non-empty-list<int> $ids
	 *
	 * @return array<int, int> Conversation by answer.
	 */
	private function answers( array $ids ): array {
		$found = [];
		foreach ( array_chunk( $ids, 1000 ) as $some ) {
			foreach ( $this->database->rows(
				'SELECT m.id, m.conversation_id FROM %i m LEFT JOIN %i r ON r.message_id = m.id WHERE m.id IN ('
					. implode( ', ', array_fill( 0, count( $some ), '%d' ) ) . ') AND m.author_type = %s AND m.generation = %s AND r.message_id IS NULL
					AND m.question_id IS NOT NULL AND ' . $this->access->for_addresses()->condition( 'm.conversation_id' ),
				$this->database->table( 'messages' ),
				$this->database->table( 'answer_reviews' ),
				...[ ...$some, AuthorType::Assistant->value, Generation::Complete->value ]
			) as $row ) {
				$found[ (int) $row['id'] ] = (int) $row['conversation_id'];
			}
		}
		return $found;
	}

	private function first_since( \DateTimeImmutable $time ): ?int {
		$id = $this->database->value(
			'SELECT id FROM %i WHERE created_at >= %s ORDER BY created_at, id LIMIT 1',
			$this->database->table( 'messages' ),
			Time::to_database( $time->setTimezone( new \DateTimeZone( 'UTC' ) ) ),
		);
		return null === $id ? null : (int) $id;
	}

	/** A random number that the seed decides, of 56 bits. */
	private static function number( string $seed, int $at ): int {
		return (int) hexdec( substr( hash( 'sha256', "$seed $at" ), 0, 14 ) );
	}
}

<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Tests\Inbox;

use Aaia\Chatbot\Conversations\ConversationService;
use Aaia\Chatbot\Conversations\Message;
use Aaia\Chatbot\Conversations\MessageRepository;
use Aaia\Chatbot\Conversations\RatingService;
use Aaia\Chatbot\Conversations\ReceivedMessage;

/** The visitor's rating is kept when staff change it. */
final class RatingHistoryTest extends InboxTestCase {

	private ReceivedMessage $received;

	private Message $answer;

	private string $path = '';

	protected function setUp(): void {
		parent::setUp();
		$this->sign_in();
		$this->received = $this->says( 'When do you open?' );
		$this->answers( $this->received, 'At nine.' );
		$this->answer = $this->services->get( MessageRepository::class )->thread( $this->received->conversation->id, 1, false )[0]
			?? throw new \RuntimeException( 'No answer.' );
		$this->path   = '/conversations/' . $this->received->conversation->public_id;
	}

	public function test_staff_change_a_rating_and_the_visitors_own_is_kept(): void {
		$this->visitor_rates( 'down', 'It is ten' );
		$this->assert_thumbs( 'down', 'It is ten', 'down', 'It is ten' );
		$changed = $this->staff_rate( 'up', 'A misunderstanding' );
		self::assertSame(
			[ 'up', 'down', 'It is ten' ],
			[ $changed['rating'], $changed['visitor_rating'], $changed['visitor_rating_comment'] ],
		);
		$this->assert_thumbs( 'up', 'A misunderstanding', 'down', 'It is ten' );
		self::assertSame( [ [], [ 'At nine.' ] ], [ $this->listed( '?rating=down' ), $this->listed( '?rating=up' ) ] );

		$this->staff_rate( 'down', 'Not quite' );
		$this->assert_thumbs( 'down', 'Not quite', 'down', 'It is ten' );
		$this->staff_rate( null );
		$this->assert_thumbs( null, null, 'down', 'It is ten' );
		self::assertSame( [ [], [] ], [ $this->listed( '?rating=down' ), $this->listed( '?rating=up' ) ] );
		$this->staff_rate( null );
		$this->assert_thumbs( null, null, 'down', 'It is ten' );

		$agent = get_current_user_id();
		self::assertSame(
			[
				[ 'value' => -1, 'old' => null ],
				[ 'value' => 1, 'old' => -1, 'agent' => $agent ],
				[ 'value' => -1, 'old' => 1, 'agent' => $agent ],
				[ 'value' => null, 'old' => -1, 'agent' => $agent ],
				[ 'value' => null, 'old' => null, 'agent' => $agent ],
			],
			$this->told( 'message.rated' )
		);
	}

	public function test_a_new_rating_of_the_visitor_is_in_effect_and_staff_can_change_it_again(): void {
		$this->visitor_rates( 'down', 'It is ten' );
		$this->staff_rate( null );
		$this->visitor_rates( 'up', 'Thanks' );
		$this->assert_thumbs( 'up', 'Thanks', 'up', 'Thanks' );
		self::assertSame( [ 'At nine.' ], $this->listed( '?rating=up' ) );
		$this->staff_rate( 'down' );
		$this->assert_thumbs( 'down', null, 'up', 'Thanks' );
		self::assertSame( [ 'At nine.' ], $this->listed( '?rating=down' ) );
		$this->visitor_rates( null );
		$this->assert_thumbs( null, null, null, null );
		self::assertSame( [], $this->listed( '?rating=down' ) );
		$this->staff_rate( 'up' );
		$this->assert_thumbs( 'up', null, null, null );
	}

	public function test_scores_of_staff_and_visitor_are_both_kept(): void {
		$ratings = $this->services->get( RatingService::class );
		$id      = $this->received->conversation->id;
		self::assertNull( $this->rest( 'GET', $this->path )->get_data()['score'] );
		$ratings->score( $id, 2, 'Slow' );
		$this->assert_scores( 2, 'Slow', 2, 'Slow' );
		$this->rest( 'PUT', "$this->path/satisfaction", [ 'score' => 4, 'comment' => 'On the phone' ] );
		$this->assert_scores( 4, 'On the phone', 2, 'Slow' );
		self::assertSame( 4, $ratings->score_of( $id ) );
		$this->rest( 'PUT', "$this->path/satisfaction", [ 'score' => null ] );
		$this->assert_scores( null, null, 2, 'Slow' );
		self::assertNull( $ratings->score_of( $id ) );
		$ratings->score( $id, 5, '' );
		$this->assert_scores( 5, null, 5, null );
		self::assertSame(
			[ [ 2, null ], [ 4, 2 ], [ null, 4 ], [ 5, null ] ],
			array_map( static fn( array $data ): array => [ $data['score'], $data['old'] ], $this->told( 'conversation.rated' ) )
		);
	}

	public function test_a_list_of_conversations_reads_its_scores_at_once(): void {
		$ratings = $this->services->get( RatingService::class );
		$count   = function (): int {
			$before = self::wpdb()->num_queries;
			$this->rest( 'GET', '/conversations' );
			return self::wpdb()->num_queries - $before;
		};
		$count();
		$ratings->score( $this->received->conversation->id, 1, '' );
		$one = $count();
		for ( $number = 0; $number < 5; $number++ ) {
			$ratings->score( $this->says( "Question $number" )->conversation->id, 1 + $number, '', 0 === $number ? 1 : null );
		}
		self::assertSame( $one, $count() );
		self::assertSame(
			[ 5, 4, 3, 2, 1, 1 ],
			array_column( array_column( $this->rest( 'GET', '/conversations' )->get_data()['items'], 'score' ), 'score' ),
		);
	}

	public function test_an_erased_conversation_leaves_no_rating(): void {
		$this->visitor_rates( 'down', 'It is ten' );
		$this->staff_rate( null );
		$this->services->get( RatingService::class )->score( $this->received->conversation->id, 2, '' );
		$this->rest( 'PUT', "$this->path/satisfaction", [ 'score' => 4 ] );
		self::assertSame( [ 1, 2 ], [ $this->rows( 'ratings' ), $this->rows( 'visitor_ratings' ) ] );
		$this->services->get( ConversationService::class )->erase( $this->received->conversation );
		self::assertSame( [ 0, 0 ], [ $this->rows( 'ratings' ), $this->rows( 'visitor_ratings' ) ] );
	}

	private function visitor_rates( ?string $value, string $comment = '' ): void {
		assert( null === $value || 'up' === $value || 'down' === $value );
		$this->services->get( RatingService::class )->rate( $this->answer, $value, $comment );
	}

	/** @return array<string, mixed> Body of the answer of the route. */
	private function staff_rate( ?string $value, string $comment = '' ): array {
		return $this->rest(
			'PUT',
			"$this->path/messages/{$this->answer->public_id}/rating",
			[ 'value' => $value, 'comment' => $comment ],
		)->get_data();
	}

	private function assert_thumbs( ?string $rating, ?string $comment, ?string $visitor_rating, ?string $visitor_comment ): void {
		$shown = $this->rest( 'GET', "$this->path/messages" )->get_data()['items'][1];
		self::assertSame(
			[ $rating, $comment, $visitor_rating, $visitor_comment ],
			[ $shown['rating'], $shown['rating_comment'], $shown['visitor_rating'], $shown['visitor_rating_comment'] ],
		);
	}

	private function assert_scores( ?int $score, ?string $comment, ?int $visitor_score, ?string $visitor_comment ): void {
		$expected = [ 'score' => $score, 'comment' => $comment, 'visitor_score' => $visitor_score, 'visitor_comment' => $visitor_comment ];
		self::assertSame( $expected, $this->rest( 'GET', $this->path )->get_data()['score'] );
		self::assertSame( $expected, $this->rest( 'GET', "$this->path/messages" )->get_data()['conversation']['score'] );
	}

	/** @return list<array<string, mixed>> Data of the events of a type, oldest first. */
	private function told( string $type ): array {
		$rows = $this->database()->rows( 'SELECT data FROM %i WHERE type = %s ORDER BY id', $this->database()->table( 'events' ), $type );
		return array_map( static fn( array $row ): array => (array) json_decode( (string) $row['data'], true ), $rows );
	}

	private function rows( string $table ): int {
		return (int) $this->database()->value( 'SELECT COUNT(*) FROM %i', $this->database()->table( $table ) );
	}
}

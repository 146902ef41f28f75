<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Tests\Inbox;

use Aaia\Chatbot\Conversations\Message;
use Aaia\Chatbot\Conversations\MessageRepository;
use Aaia\Chatbot\Conversations\RatingService;
use Aaia\Chatbot\Conversations\ReceivedMessage;

/** What staff say of answers, and resets of ratings. */
final class ReviewsTest extends InboxTestCase {

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

	public function test_a_verdict_is_shown_with_who_and_when_and_leaves_the_visitors_rating_alone(): void {
		$this->services->get( RatingService::class )->rate( $this->answer, 'up', '' );
		self::assertNull( $this->shown()['review'] );
		$judged = $this->judge( 'incomplete', 'Not on Sundays' );
		$at     = (string) $this->database()->value( 'SELECT reviewed_at FROM %i', $this->database()->table( 'answer_reviews' ) );
		self::assertSame(
			[ 'incomplete', 'Not on Sundays', wp_get_current_user()->display_name, str_replace( ' ', 'T', $at ) ],
			[ $judged['review']['verdict'], $judged['review']['note'], $judged['review']['by'], substr( $judged['review']['at'], 0, 19 ) ],
		);
		self::assertSame( $judged['review'], $this->shown()['review'] );
		self::assertSame( [ 'up', 'up' ], [ $this->shown()['rating'], $this->shown()['visitor_rating'] ] );
		self::assertSame( [ 'At nine.' ], $this->listed( '?rating=up' ) );
	}

	public function test_a_verdict_is_changed_and_taken_back_and_events_say_so_without_words(): void {
		$first = get_current_user_id();
		$this->judge( 'correct' );
		$this->judge( 'correct' );
		$second = $this->sign_in()->ID;
		$this->judge( 'invented', 'No page says nine' );
		self::assertSame( wp_get_current_user()->display_name, $this->shown()['review']['by'] );
		self::assertNull( $this->judge( null )['review'] );
		self::assertSame( 0, $this->rows( 'answer_reviews' ) );
		self::assertSame(
			[
				[ 'verdict' => 'correct', 'old' => null, 'agent' => $first ],
				[ 'verdict' => 'invented', 'old' => 'correct', 'agent' => $second ],
				[ 'verdict' => null, 'old' => 'invented', 'agent' => $second ],
			],
			$this->told( 'answer.reviewed' )
		);
		$row = $this->database()->row( 'SELECT * FROM %i WHERE type = %s', $this->database()->table( 'events' ), 'answer.reviewed' );
		self::assertSame(
			[ $this->answer->id, $this->answer->conversation_id ],
			[ (int) ( $row['message_id'] ?? 0 ), (int) ( $row['conversation_id'] ?? 0 ) ],
		);
	}

	public function test_only_answers_of_the_assistant_are_judged_by_who_may_reply_and_see_them(): void {
		$question = $this->rest( 'GET', "$this->path/messages" )->get_data()['items'][0]['id'];
		$review   = "$this->path/messages/{$this->answer->public_id}/review";
		self::assertSame( 404, $this->rest( 'PUT', "$this->path/messages/$question/review", [ 'verdict' => 'correct' ] )->get_status() );
		self::assertSame( 400, $this->rest( 'PUT', $review, [ 'verdict' => 'lovely' ] )->get_status() );
		$missing = $this->rest( 'PUT', $review, [ 'verdict' => 'incomplete', 'note' => ' ' ] );
		self::assertSame( [ 400, 'aaia_what_is_missing' ], [ $missing->get_status(), $missing->get_data()['code'] ] );
		add_filter( 'aaia_chatbot_hidden_conversations', fn(): array => [ $this->answer->conversation_id ] );
		self::assertSame( 404, $this->rest( 'PUT', $review, [ 'verdict' => 'correct' ] )->get_status() );
		$this->sign_in( 'subscriber' );
		self::assertSame( 403, $this->rest( 'PUT', $review, [ 'verdict' => 'correct' ] )->get_status() );
		self::assertSame( 0, $this->rows( 'answer_reviews' ) );
	}

	public function test_an_erased_conversation_takes_its_verdicts_along_and_counts_them(): void {
		$this->judge( 'outdated' );
		$erased = $this->rest( 'DELETE', $this->path )->get_data();
		self::assertSame( [ 1, 0 ], [ $erased['deleted']['answer_reviews'] ?? null, $erased['remaining']['answer_reviews'] ?? null ] );
		self::assertSame( 0, $this->rows( 'answer_reviews' ) );
	}

	public function test_the_verdicts_of_a_thread_are_read_at_once(): void {
		$count = function (): int {
			$before = self::wpdb()->num_queries;
			$this->rest( 'GET', "$this->path/messages" );
			return self::wpdb()->num_queries - $before;
		};
		$this->judge( 'correct' );
		$count();
		$one = $count();
		for ( $number = 0; $number < 4; $number++ ) {
			$again = $this->says( "Question $number", $this->owner( $this->received ), $this->received->conversation->public_id );
			$this->answers( $again, 'At nine.' );
			$answer = $this->services->get( MessageRepository::class )->thread( $this->received->conversation->id, 1, false )[0];
			self::assertSame(
				200,
				$this->rest( 'PUT', "$this->path/messages/$answer->public_id/review", [ 'verdict' => 'correct' ] )->get_status(),
			);
		}
		self::assertSame( $one, $count() );
	}

	public function test_a_reset_is_told_once_and_only_when_something_counted(): void {
		$agent   = get_current_user_id();
		$ratings = $this->services->get( RatingService::class );
		$ratings->rate( $this->answer, 'down', '' );
		$ratings->rate( $this->answer, null, '' );
		self::assertSame( [], $this->told( 'rating.reset' ) );
		$ratings->rate( $this->answer, 'down', 'No' );
		$ratings->score( $this->answer->conversation_id, 2, '' );
		foreach ( [ 1, 2 ] as $twice ) {
			$this->rest( 'PUT', "$this->path/messages/{$this->answer->public_id}/rating", [ 'value' => null ] );
			$this->rest( 'PUT', "$this->path/satisfaction", [ 'score' => null ] );
		}
		self::assertSame(
			[ [ 'old' => -1, 'agent' => $agent ], [ 'old' => 2, 'agent' => $agent ] ],
			$this->told( 'rating.reset' ),
		);
		self::assertSame( [ null, 'down' ], [ $this->shown()['rating'], $this->shown()['visitor_rating'] ] );
	}

	/** @return array<string, mixed> Body of the answer of the route. */
	private function judge( ?string $verdict, string $note = '' ): array {
		$response = $this->rest(
			'PUT',
			"$this->path/messages/{$this->answer->public_id}/review",
			[ 'verdict' => $verdict, 'note' => $note ],
		);
		self::assertSame( 200, $response->get_status(), (string) wp_json_encode( $response->get_data() ) );
		return $response->get_data();
	}

	/** @return array<string, mixed> The answer as the thread shows it. */
	private function shown(): array {
		return $this->rest( 'GET', "$this->path/messages" )->get_data()['items'][1];
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

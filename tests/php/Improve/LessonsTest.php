<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Tests\Improve;

use Aaia\Chatbot\Conversations\MessageRepository;
use Aaia\Chatbot\Conversations\RatingService;
use Aaia\Chatbot\Conversations\ReceivedMessage;
use Aaia\Chatbot\Improve\Lessons\LessonFigures;
use Aaia\Chatbot\Tests\Inbox\InboxTestCase;

/** What the team learnt: written, found, measured. */
final class LessonsTest extends InboxTestCase {

	private const WORDS = [ 'problem' => 'Wrong opening hours', 'cause' => 'An old page', 'action' => 'Été: page corrected', 'result' => '' ];

	protected function setUp(): void {
		parent::setUp();
		$this->sign_in();
	}

	public function test_a_lesson_is_shared_found_by_its_words_changed_and_deleted(): void {
		$id = $this->added( self::WORDS + [ 'acted_on' => '2026-03-01' ] );
		$this->added( [ 'problem' => 'Prices of 100%' ] );
		$this->sign_in( 'editor' );
		$this->sign_in();
		self::assertSame( [ 'Prices of 100%', 'Wrong opening hours' ], $this->found( '' ) );
		self::assertSame( [ 'Wrong opening hours' ], $this->found( 'ETE opening' ) );
		self::assertSame( [ 'Prices of 100%' ], $this->found( '100%' ) );
		self::assertSame( [], $this->found( 'opening prices' ) );
		$this->rest( 'PUT', "/lessons/$id", [ 'result' => 'No complaint since' ] + self::WORDS );
		$lesson = $this->rest( 'GET', '/lessons?search=complaint' )->get_data()['items'][0];
		self::assertSame( [ $id, null, wp_get_current_user()->display_name ], [ $lesson['id'], $lesson['acted_on'], $lesson['by'] ] );
		self::assertSame( 200, $this->rest( 'DELETE', "/lessons/$id" )->get_status() );
		self::assertSame( 404, $this->rest( 'DELETE', "/lessons/$id" )->get_status() );
		self::assertSame( [ 'Prices of 100%' ], $this->found( '' ) );
	}

	public function test_a_lesson_without_a_problem_or_with_a_day_that_is_none_is_refused(): void {
		self::assertSame( 400, $this->rest( 'POST', '/lessons', [ 'cause' => 'No problem' ] )->get_status() );
		self::assertSame( 400, $this->rest( 'POST', '/lessons', [ 'problem' => 'A', 'acted_on' => '2026-02-30' ] )->get_status() );
		$this->sign_in( 'subscriber' );
		self::assertSame( 403, $this->rest( 'GET', '/lessons' )->get_status() );
	}

	public function test_its_conversations_are_seen_by_who_may_and_the_lesson_outlives_them(): void {
		$received = $this->says( 'When do you open?' );
		$public   = $received->conversation->public_id;
		$id       = $this->added( self::WORDS + [ 'acted_on' => '2026-03-01', 'conversations' => [ $public ] ] );
		self::assertSame( [ $public ], $this->rest( 'GET', '/lessons' )->get_data()['items'][0]['conversations'] );
		$hide = static fn(): array => [ $received->conversation->id ];
		add_filter( 'aaia_chatbot_hidden_conversations', $hide );
		self::assertSame( [], $this->rest( 'GET', '/lessons' )->get_data()['items'][0]['conversations'] );
		self::assertNull( $this->rest( 'GET', "/lessons/$id/figures" )->get_data()['figures'] );
		self::assertSame( 404, $this->rest( 'POST', '/lessons', self::WORDS + [ 'conversations' => [ $public ] ] )->get_status() );
		remove_filter( 'aaia_chatbot_hidden_conversations', $hide );
		$erased = $this->rest( 'DELETE', "/conversations/$public" )->get_data();
		self::assertSame( [ 1, 0 ], [ $erased['deleted']['lesson_links'], $erased['remaining']['lesson_links'] ] );
		self::assertSame( [ 'Wrong opening hours' ], $this->found( '' ) );
	}

	public function test_ratings_before_and_since_the_action_are_counted(): void {
		$received = $this->says( 'When do you open?' );
		$this->rated( $received, 'down', 12 );
		$this->clock->pass( '2 days' );
		$this->rated( $received, 'up', 12 );
		$id      = $this->added( self::WORDS + [ 'acted_on' => '2026-03-03', 'conversations' => [ $received->conversation->public_id ] ] );
		$figures = $this->rest( 'GET', "/lessons/$id/figures" )->get_data()['figures'];
		self::assertSame( [ 'before' => [ 'up' => 0, 'rated' => 12 ], 'after' => [ 'up' => 12, 'rated' => 12 ], 'says' => 'better' ], $figures );
	}

	public function test_better_and_worse_are_said_only_where_chance_does_not_explain_it(): void {
		$says = static fn( int $up, int $of, int $then, int $of_then ): string =>
			LessonFigures::says( [ 'up' => $up, 'rated' => $of ], [ 'up' => $then, 'rated' => $of_then ] );
		self::assertSame( 'few', $says( 0, 9, 50, 50 ) );
		self::assertSame( 'few', $says( 0, 50, 9, 9 ) );
		self::assertSame( 'same', $says( 5, 10, 8, 10 ) );
		self::assertSame( 'better', $says( 40, 100, 70, 100 ) );
		self::assertSame( 'worse', $says( 70, 100, 40, 100 ) );
		self::assertSame( 'same', $says( 50, 100, 60, 100 ) );
	}

	private function rated( ReceivedMessage $received, string $value, int $times ): void {
		assert( 'up' === $value || 'down' === $value );
		for ( $number = 0; $number < $times; $number++ ) {
			$again = $this->says( "Again $number", $this->owner( $received ), $received->conversation->public_id );
			$this->answers( $again, 'At nine.' );
			$answer = $this->services->get( MessageRepository::class )->thread( $received->conversation->id, 1, false )[0];
			$this->services->get( RatingService::class )->rate( $answer, $value, '' );
		}
	}

	/** @param array<string, mixed> $lesson */
	private function added( array $lesson ): string {
		$response = $this->rest( 'POST', '/lessons', $lesson );
		self::assertSame( 201, $response->get_status(), (string) wp_json_encode( $response->get_data() ) );
		return $response->get_data()['id'];
	}

	/** @return list<string> Problems. */
	private function found( string $search ): array {
		return array_column( $this->rest( 'GET', '/lessons?search=' . rawurlencode( $search ) )->get_data()['items'], 'problem' );
	}
}

<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Tests\Channels\Web;

use Aaia\Chatbot\Llm\TextDelta;
use Aaia\Chatbot\Support\Ids;
use Aaia\Chatbot\Tests\ChatTestCase;
use Aaia\Chatbot\Tests\Harness\TestVisitor;
use PHPUnit\Framework\Attributes\DataProvider;

/** What a visitor who has asked for a person is answered until the person is there. */
final class WhileWaitingTest extends ChatTestCase {

	private const PAGE = [
		'locale' => 'en_US',
		'url'    => 'https://site.test/',
		'title'  => 'Home',
	];

	/** @return list<array{string}> */
	public static function words(): array {
		return [ [ 'asdf' ], [ '12345' ], [ 'ok' ], [ 'The wheel of my red bike is broken' ], [ 'It is urgent!!' ] ];
	}

	#[DataProvider( 'words' )]
	public function test_the_built_in_assistant_reassures_asks_for_an_address_and_says_when_the_team_is_back( string $words ): void {
		$this->settings( [ 'office_hours' => [ '1-7 00:00-24:00' ] ] );
		$answer = $this->asks_for_a_person( [], $words );
		$this->assertStringContainsString( 'a person will answer you here. We’re here right now.', $answer );
		$this->assertStringContainsString( 'leave your e-mail address here', $answer );
		$this->assertStringNotContainsString( 'understand', $answer );
		$this->assertStringNotContainsString( 'Talk to a person', $answer );
	}

	/** @return list<array{string}> */
	public static function questions_after_the_team(): array {
		return [
			[ 'are you there?' ], [ 'is anybody here' ], [ 'when will you answer?' ], [ 'how long do I have to wait?' ],
			[ 'vous êtes là ?' ], [ 'il y a quelqu’un ?' ], [ 'quand allez-vous me répondre ?' ], [ 'Combien de temps dois-je attendre ?' ],
		];
	}

	#[DataProvider( 'questions_after_the_team' )]
	public function test_who_asks_after_the_team_is_told_that_it_has_the_request_and_when_it_is_there( string $words ): void {
		$this->settings( [ 'office_hours' => [ '1-7 00:00-24:00' ] ] );
		$this->assertStringContainsString( 'a person will answer you here. We’re here right now.', $this->asks_for_a_person( [], $words ) );
	}

	public function test_a_greeting_or_a_telephone_number_is_for_the_team_too(): void {
		foreach ( [ 'hello?', 'allô ?' ] as $words ) {
			$this->assertStringContainsString( 'a person will answer you here', $this->asks_for_a_person( [], $words ), $words );
		}
		$this->assertStringNotContainsString( 'e-mail', $this->asks_for_a_person( [], 'my phone is 06 12 34 56 78' ) );
	}

	public function test_it_asks_for_no_address_that_came_with_the_request_or_was_written(): void {
		$this->assertStringNotContainsString( 'e-mail', $this->asks_for_a_person( [ 'email' => 'ann@example.org' ], 'asdf' ) );
		$this->assertStringNotContainsString( 'e-mail', $this->asks_for_a_person( [], 'I am ann@example.org' ) );
		$this->assertStringNotContainsString( 'e-mail', $this->asks_for_a_person( [ 'message' => 'I am ann@example.org' ], 'asdf' ) );
	}

	public function test_a_question_that_the_site_does_not_answer_is_a_gap_all_the_same(): void {
		$this->asks_for_a_person( [], 'Do you repair aeroplanes?' );
		$this->assertSame( '1', $this->row( 'messages', 'author_type', 'assistant' )['refused'] );
	}

	public function test_a_model_is_told(): void {
		$this->settings( [ 'office_hours' => [ '1-7 00:00-24:00' ] ] );
		$model = $this->model( ...array_fill( 0, 2, static fn(): array => [ new TextDelta( 'The team has it.' ) ] ) );
		$this->asks_for_a_person( [], 'asdf' );
		$this->asks_for_a_person( [ 'email' => 'ann@example.org' ], 'asdf' );
		[ $unknown, $known ] = [ $model->asked[0]->system, $model->asked[1]->system ];
		$this->assertStringContainsString( 'do not say that you did not understand', $unknown );
		$this->assertStringContainsString( 'We’re here right now.', $unknown );
		$this->assertStringContainsString( 'has no e-mail address', $unknown );
		$this->assertStringNotContainsString( 'has no e-mail address', $known );
		$this->assertStringNotContainsString( 'point to the button', $unknown );
	}

	public function test_an_address_can_be_added_later_and_is_known_then(): void {
		$visitor = $this->visitor();
		$id      = Ids::random();
		$body    = [ 'page' => self::PAGE ];
		$asked   = $visitor->asks( 'POST', "/chat/$id/handover", $body )->get_data();
		$this->assertFalse( $asked['conversation']['has_address'] );
		$added = $visitor->asks( 'POST', "/chat/$id/handover", $body + [ 'email' => 'ann@example.org', 'name' => 'Ann' ] )->get_data();
		$this->assertTrue( $added['conversation']['has_address'] );
		$this->assertSame( 'Thank you, our team has your e-mail address now.', $added['notice'] );
		$this->assertSame( 'Ann', $this->row( 'support_requests', 'email', 'ann@example.org' )['name'] );
		$this->assertSame(
			[ $added['notice'] ],
			array_column( array_merge( ...array_column( $visitor->asks( 'GET', "/chat/$id/messages" )->get_data()['items'], 'parts' ) ), 'text' ),
			'The conversation says it too.'
		);
	}

	public function test_an_address_written_in_the_chat_becomes_that_of_the_request_and_is_thanked_for(): void {
		foreach ( [ 'my email is ann@example.org', 'ann@example.org', 'Sure: ann@example.org!' ] as $words ) {
			$answer = $this->asks_for_a_person( [], $words, 'ann@example.org' );
			$this->assertStringStartsWith( 'Thank you, our team has your address now.', $answer, $words );
		}
		$this->asks_for_a_person( [ 'email' => 'bob@example.org' ], 'or ann@example.org', 'bob@example.org' );
		$this->asks_for_a_person( [], 'I am ann@home', null );
	}

	public function test_an_address_in_a_conversation_without_a_request_is_left_alone(): void {
		$id = $this->visitor()->says( 'I am ann@example.org' )->get_data()['metadata']['conversation'];
		$this->assertSame( 0, $this->count_rows( 'support_requests' ) );
		$this->assertNotSame( '', $id );
	}

	public function test_the_request_form_knows_every_kind_of_data_and_whether_nobody_is_there(): void {
		$this->settings( [ 'office_hours' => [ '1-7 00:00-24:00' ] ] );
		$there = $this->rest( 'GET', '/widget?locale=en_US' )->get_data();
		$this->assertSame( '', $there['away'] );
		$this->assertContains( 'your name, if you give it', $there['handover_kinds'] );
		$tomorrow = (int) wp_date( 'N', time() + DAY_IN_SECONDS );
		$this->settings( [ 'office_hours' => [ "$tomorrow 09:00-17:00" ] ] );
		$this->assertStringContainsString( 'away', $this->rest( 'GET', '/widget?locale=en_US' )->get_data()['away'] );
	}

	public function test_the_built_in_assistant_writes_the_request_in_the_visitors_own_words(): void {
		$this->settings( [ 'tools_enabled' => true ] );
		$visitor = $this->visitor();
		$id      = $visitor->says( 'Do you repair aeroplanes?' )->get_data()['metadata']['conversation'];
		$chunks  = $visitor->hears( 'I want to talk to a human', $id );
		$input   = $chunks[ array_search( 'tool-input-available', array_column( $chunks, 'type' ), true ) ]['input'];
		$this->assertSame( "Do you repair aeroplanes?\nI want to talk to a human", $input['summary'] );
	}

	/**
	 * @param array<string, string> $details
	 * @param string|null|false     $address Address that the request has afterwards; false asks nothing.
	 *
	 * @return string What the visitor is answered next.
	 */
	private function asks_for_a_person( array $details, string $words, string|false|null $address = false ): string {
		$visitor = $this->visitor();
		$id      = Ids::random();
		$asked   = $visitor->asks( 'POST', "/chat/$id/handover", $details + [ 'page' => self::PAGE ] );
		$this->assertSame( 202, $asked->get_status(), 'An empty request is taken too.' );
		$answer = $visitor->asks( 'POST', '/chat', TestVisitor::message( $words, $id ) + [ 'page' => self::PAGE ] )->get_data();
		if ( false !== $address ) {
			$conversation = (string) $this->row( 'conversations', 'public_id', $id )['id'];
			$this->assertSame( $address, $this->row( 'support_requests', 'conversation_id', $conversation )['email'], $words );
		}
		return implode( '', array_column( $answer['parts'], 'text' ) );
	}
}

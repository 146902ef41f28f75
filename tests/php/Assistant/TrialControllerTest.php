<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Tests\Assistant;

use Aaia\Chatbot\Content\Sources\AnswerService;
use Aaia\Chatbot\Support\Ids;
use Aaia\Chatbot\Tests\ChatTestCase;

/** Owners try a question, see what nobody could answer, and write the answer. */
final class TrialControllerTest extends ChatTestCase {

	protected function setUp(): void {
		parent::setUp();
		$this->plugin->services->get( AnswerService::class )
			->add( 'How long is the warranty?', 'The warranty of every frame is ten years.', 'en', 1 );
		$this->sign_in();
	}

	public function test_a_tried_question_gets_the_answer_of_a_visitor_and_leaves_no_conversation(): void {
		$before = $this->database()->value( 'SELECT COUNT(*) FROM %i', $this->database()->table( 'conversations' ) );
		$tried  = $this->rest( 'POST', '/assistant/try', [ 'question' => 'How long is the warranty?', 'language' => 'en' ] )->get_data();

		self::assertStringContainsString( 'ten years', $tried['text'] );
		self::assertSame( [ true, false ], [ $tried['complete'], $tried['refused'] ] );
		self::assertSame( $before, $this->database()->value( 'SELECT COUNT(*) FROM %i', $this->database()->table( 'conversations' ) ) );
	}

	public function test_a_question_that_nothing_answers_is_refused_in_the_language_of_the_visitor(): void {
		$tried = $this->rest( 'POST', '/assistant/try', [ 'question' => 'Vendez-vous des chaloupes ?', 'language' => 'fr' ] )->get_data();

		self::assertTrue( $tried['refused'] );
		self::assertStringContainsString( 'trouv', $tried['text'] );
	}

	public function test_what_visitors_asked_in_vain_is_listed_until_the_answer_is_written(): void {
		$this->visitor()->says( 'Do you sell rowing boats?' );
		$this->visitor()->says( 'Do you sell rowing boats?' );
		$this->sign_in();
		$gaps = $this->rest( 'GET', '/gaps' )->get_data()['items'];
		self::assertSame( [ 'Do you sell rowing boats?', 2 ], [ $gaps[0]['question'], $gaps[0]['count'] ] );

		$written = [ 'question' => 'Do you sell rowing boats?', 'answer' => 'No, only bicycles.', 'language' => 'en' ];
		$this->rest( 'POST', '/knowledge/answers', $written );
		self::assertSame( [], $this->rest( 'GET', '/gaps' )->get_data()['items'] );
	}

	public function test_a_flood_of_questions_hides_none_of_later(): void {
		$this->visitor()->says( 'Do you repair umbrellas?' );
		$table  = $this->database()->table( 'messages' );
		$flood  = $this->database()->row( 'SELECT * FROM %i WHERE refused = 1 ORDER BY id DESC LIMIT 1', $table ) ?? [];
		$asked  = $this->database()->row( 'SELECT * FROM %i WHERE id = %d', $table, (int) $flood['question_id'] ) ?? [];
		for ( $at = 0; $at < 1000; $at++ ) {
			$words    = 'spam' . md5( "$at" );
			$question = [ 'public_id' => Ids::random(), 'text' => "$words $words?" ] + array_diff_key( $asked, [ 'id' => 0 ] );
			$id       = $this->database()->insert( 'messages', array_filter( $question, is_string( ... ) ) );
			$answer   = [ 'public_id' => Ids::random(), 'question_id' => (string) $id ] + array_diff_key( $flood, [ 'id' => 0 ] );
			$this->database()->insert( 'messages', array_filter( $answer, is_string( ... ) ) );
		}
		$this->visitor()->says( 'Do you sell rowing boats?' );
		$this->visitor()->says( 'Do you sell rowing boats?' );
		$this->sign_in();

		self::assertSame( 'Do you sell rowing boats?', $this->rest( 'GET', '/gaps' )->get_data()['items'][0]['question'] );
	}

	public function test_only_owners_may(): void {
		$this->sign_in( 'editor' );

		self::assertSame( 403, $this->rest( 'POST', '/assistant/try', [ 'question' => 'Hello?' ] )->get_status() );
		self::assertSame( 403, $this->rest( 'GET', '/gaps' )->get_status() );
	}
}

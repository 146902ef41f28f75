<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Tests\Operations;

use Aaia\Chatbot\Content\DocumentListRepository;
use Aaia\Chatbot\Content\Sources\AnswerService;
use Aaia\Chatbot\Tests\ChatTestCase;

/** The checklist after activation. */
final class SetupControllerTest extends ChatTestCase {

	public function test_it_says_what_is_there_and_remembers_what_was_closed(): void {
		$this->sign_in();
		$before = $this->rest( 'GET', '/setup' )->get_data();
		self::assertSame( [ false, false, false ], [ $before['dismissed'], $before['mail_tested'], $before['conversations'] ] );
		self::assertSame( [ get_option( 'admin_email' ) ], $before['recipients'] );

		$visitor = $this->visitor();
		$visitor->says( 'When are you open?' );
		$this->sign_in();
		self::assertTrue( $this->rest( 'GET', '/setup' )->get_data()['conversations'] );

		$tested = $this->rest( 'PATCH', '/setup', [ 'mail_tested' => true ] )->get_data();
		self::assertSame( [ false, true ], [ $tested['dismissed'], $tested['mail_tested'] ] );
		$closed = $this->rest( 'PATCH', '/setup', [ 'dismissed' => true ] )->get_data();
		self::assertSame( [ true, true ], [ $closed['dismissed'], $closed['mail_tested'] ] );
	}

	public function test_it_counts_the_documents_that_answers_come_from(): void {
		$this->sign_in();
		$answers = $this->plugin->services->get( AnswerService::class );
		$answers->add( 'Do you rent?', 'Yes, by the day.', 'en', 1 );
		$answers->add( 'Where are you?', 'In Lyon.', 'en', 1 );
		$count = $this->rest( 'GET', '/setup' )->get_data()['documents'];

		$documents = $this->plugin->services->get( DocumentListRepository::class );
		$documents->exclude( $documents->largest( 1 )[0]->id, true );

		self::assertSame( $count - 1, $this->rest( 'GET', '/setup' )->get_data()['documents'] );
	}

	public function test_only_owners_see_it(): void {
		$this->sign_in( 'editor' );

		self::assertSame( 403, $this->rest( 'GET', '/setup' )->get_status() );
		self::assertSame( 403, $this->rest( 'PATCH', '/setup', [ 'dismissed' => true ] )->get_status() );
	}
}

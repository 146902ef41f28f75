<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Tests\Inbox;

use Aaia\Chatbot\Conversations\AnswerService;
use Aaia\Chatbot\Conversations\Conversation;
use Aaia\Chatbot\Conversations\ConversationRepository;
use Aaia\Chatbot\Conversations\ConversationService;
use Aaia\Chatbot\Conversations\IncomingMessage;
use Aaia\Chatbot\Conversations\NewSupportRequest;
use Aaia\Chatbot\Conversations\Parts;
use Aaia\Chatbot\Conversations\ReceivedMessage;
use Aaia\Chatbot\Conversations\SupportOrigin;
use Aaia\Chatbot\Conversations\SupportReason;
use Aaia\Chatbot\Conversations\SupportService;
use Aaia\Chatbot\Http\Visitor;
use Aaia\Chatbot\Http\VisitorTokens;
use Aaia\Chatbot\Services;
use Aaia\Chatbot\Support\Clock;
use Aaia\Chatbot\Support\Ids;
use Aaia\Chatbot\Tests\Harness\TestClock;
use Aaia\Chatbot\Tests\TestCase;

/** Builds conversations through the services that visitors, the assistant and agents use, at times the test chooses. */
abstract class InboxTestCase extends TestCase {

	protected TestClock $clock;

	protected Services $services;

	protected function setUp(): void {
		parent::setUp();
		$this->clock = new TestClock();
		$this->services = $this->wired( [ Clock::class => $this->clock ] );
	}

	/** A visitor without messages. */
	protected function visitor(): Visitor {
		[ , $visitor ] = $this->services->get( VisitorTokens::class )
			->read( $this->services->get( VisitorTokens::class )->issue( null, null )['token'] );
		return $visitor ?? throw new \RuntimeException( 'No visitor.' );
	}

	/** Stores a message of a visitor; a minute passes. */
	protected function says( string $text, ?Visitor $visitor = null, ?string $conversation = null ): ReceivedMessage {
		$received = $this->services->get( ConversationService::class )
			->receive(
				$visitor ?? $this->visitor(),
				new IncomingMessage( $conversation, Ids::random(), $text, 'en_US', 'https://site.test/page/', 'A page' ),
			);
		$this->clock->pass( '1 minute' );
		return $received;
	}

	/** Stores a message of a visitor who asks for a person. */
	protected function asks( string $text ): ReceivedMessage {
		$received = $this->says( $text );
		$this->services->get( SupportService::class )
			->request( $received->conversation->id, new NewSupportRequest( SupportOrigin::Button, SupportReason::Asked, $text ) );
		return $received;
	}

	/** Stores the answer of the assistant to a message. */
	protected function answers( ReceivedMessage $received, string $text ): void {
		$lease = $this->services->get( AnswerService::class )->begin( $received->turn->id )
			?? throw new \RuntimeException( 'The turn is taken.' );
		$this->services->get( AnswerService::class )->complete( $lease, Parts::text_only( $text ), false, false );
		$this->clock->pass( '1 minute' );
	}

	/** The visitor of a message. */
	protected function owner( ReceivedMessage $received ): Visitor {
		$row = $this->database()->row(
			'SELECT id, public_id FROM %i WHERE id = %d',
			$this->database()->table( 'visitors' ),
			(int) $received->conversation->visitor_id,
		);
		return new Visitor( (int) ( $row['id'] ?? 0 ), (string) ( $row['public_id'] ?? '' ), '', 0, PHP_INT_MAX, null, true );
	}

	/** The current row of the conversation. */
	protected function now( ReceivedMessage $received ): Conversation {
		return $this->services->get( ConversationRepository::class )->by_id( $received->conversation->id )
			?? throw new \RuntimeException( 'It is gone.' );
	}

	/**
	 * First words of the previews of a list, in order.
	 *
	 * @return list<string>
	 */
	protected function listed( string $query = '' ): array {
		$response = $this->rest( 'GET', '/conversations' . $query );
		self::assertSame( 200, $response->get_status(), (string) wp_json_encode( $response->get_data() ) );
		return array_column( $response->get_data()['items'], 'preview' );
	}
}

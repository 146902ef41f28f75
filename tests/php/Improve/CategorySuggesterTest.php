<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Tests\Improve;

use Aaia\Chatbot\Assistant\Similar\QuestionFeatures;
use Aaia\Chatbot\Assistant\Similar\QuestionIndexRepository;
use Aaia\Chatbot\Conversations\CategoryService;
use Aaia\Chatbot\Conversations\ReceivedMessage;
use Aaia\Chatbot\Tests\Inbox\InboxTestCase;

/** Categories that the words of earlier conversations speak for. */
final class CategorySuggesterTest extends InboxTestCase {

	private const DELIVERY = [
		'When does my parcel arrive?', 'The parcel did not arrive', 'How long is shipping to Corsica?', 'My parcel is late',
		'Where is my parcel?', 'Can you speed up shipping of the parcel?',
	];

	private const BILLING = [
		'I need an invoice', 'The invoice has the wrong name', 'Can I pay by bank transfer?', 'Refund of a double payment',
		'Send me the invoice again', 'My payment was refused',
	];

	/** @var array<string, int> */
	private array $categories = [];

	/** @var list<ReceivedMessage> */
	private array $delivery = [];

	protected function setUp(): void {
		parent::setUp();
		$this->sign_in();
		foreach ( [ 'Delivery', 'Billing' ] as $name ) {
			$this->categories[ $name ] = $this->services->get( CategoryService::class )->create( $name, null, false, 1 )->id;
		}
	}

	public function test_nothing_is_suggested_before_staff_have_chosen_enough(): void {
		$this->learn( self::DELIVERY, 'Delivery', 3 );
		self::assertNull( $this->suggested( 'Where is the parcel?' ) );
	}

	public function test_words_of_earlier_conversations_speak_for_their_category(): void {
		$this->learn( self::DELIVERY, 'Delivery' );
		$this->learn( self::BILLING, 'Billing' );
		self::assertSame( $this->categories['Delivery'], $this->suggested( 'When will the parcels arrive at last?' ) );
		self::assertSame( $this->categories['Billing'], $this->suggested( 'There is an error in my invoice and in the payment' ) );
		self::assertNull( $this->suggested( 'Do you breed unicorns on Neptune?' ) );
		self::assertNull( $this->suggested( 'The invoice of my parcel' ) );
	}

	public function test_only_conversations_that_one_may_see_speak(): void {
		$this->learn( self::DELIVERY, 'Delivery' );
		$this->learn( self::BILLING, 'Billing' );
		$asked  = $this->indexed( 'When will the parcels arrive at last?' );
		$hidden = array_map( static fn( ReceivedMessage $one ): int => $one->conversation->id, $this->delivery );
		add_filter( 'aaia_chatbot_hidden_conversations', static fn(): array => $hidden );
		$path = '/conversations/' . $asked->conversation->public_id . '/category-suggestion';
		self::assertNull( $this->rest( 'GET', $path )->get_data()['category'] );
		add_filter( 'aaia_chatbot_hidden_conversations', static fn(): array => [ $asked->conversation->id ] );
		self::assertSame( 404, $this->rest( 'GET', $path )->get_status() );
		$this->sign_in( 'subscriber' );
		self::assertSame( 403, $this->rest( 'GET', $path )->get_status() );
	}

	public function test_the_work_does_not_grow_with_what_is_known(): void {
		$this->learn( self::DELIVERY, 'Delivery' );
		$this->learn( self::BILLING, 'Billing' );
		$path  = '/conversations/' . $this->indexed( 'Where is the parcel?' )->conversation->public_id . '/category-suggestion';
		$count = function () use ( $path ): int {
			$before = self::wpdb()->num_queries;
			$this->rest( 'GET', $path );
			return self::wpdb()->num_queries - $before;
		};
		$count();
		$few = $count();
		$this->learn( self::DELIVERY, 'Delivery' );
		self::assertSame( $few, $count() );
	}

	/** @param list<string> $questions */
	private function learn( array $questions, string $category, int $most = PHP_INT_MAX ): void {
		foreach ( array_slice( $questions, 0, $most ) as $question ) {
			$received = $this->indexed( $question );
			$this->services->get( CategoryService::class )->choose( $received->conversation->id, $this->categories[ $category ], 1 );
			if ( 'Delivery' === $category ) {
				$this->delivery[] = $received;
			}
		}
	}

	private function indexed( string $question ): ReceivedMessage {
		$received = $this->says( $question );
		$this->services->get( QuestionIndexRepository::class )
			->add( $received->turn->question_id, $this->services->get( QuestionFeatures::class )->term_hashes( ... ) );
		return $received;
	}

	private function suggested( string $question ): ?int {
		$response = $this->rest( 'GET', '/conversations/' . $this->indexed( $question )->conversation->public_id . '/category-suggestion' );
		self::assertSame( 200, $response->get_status() );
		return $response->get_data()['category'];
	}
}

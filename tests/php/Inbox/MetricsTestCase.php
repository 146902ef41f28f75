<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Tests\Inbox;

use Aaia\Chatbot\Content\ContentService;
use Aaia\Chatbot\Content\Section;
use Aaia\Chatbot\Content\SourceDocument;
use Aaia\Chatbot\Content\SourceRepository;
use Aaia\Chatbot\Inbox\MetricsResource;
use Aaia\Chatbot\Tests\ChatTestCase;

/** A site with eight pages about delivery, for tests of metrics. */
abstract class MetricsTestCase extends ChatTestCase {

	protected function setUp(): void {
		parent::setUp();
		$this->plugin->services->get( ContentService::class )->clear();
		for ( $number = 1; $number <= 8; $number++ ) {
			$this->know(
				"page-$number",
				"Delivery $number",
				"Delivery to region $number takes " . ( 10 + $number ) . ' days and costs nothing for members of club ' . $number . '.',
			);
		}
	}

	protected function know( string $id, string $title, string $text ): void {
		$this->plugin->services->get( ContentService::class )->put(
			$this->plugin->services->get( SourceRepository::class )->find_or_create( 'test', 'Test' ),
			new SourceDocument( $id, $title, [ new Section( [], '', $text ) ], "https://site.test/$id", 'en' ),
		);
	}

	/** @return array{string, string} Public ids of the conversation and of its newest answer. */
	protected function asked( string $question ): array {
		$answer = $this->visitor( [ 'locale' => 'en_US' ] )->says( $question )->get_data();
		return [ $answer['metadata']['conversation'], $answer['id'] ];
	}

	/** @return array<string, mixed> */
	protected function shown( string $conversation, string $message ): array {
		$this->sign_in();
		$response = $this->rest( 'GET', "/conversations/$conversation/messages/$message/metrics" );
		$this->assertSame( 200, $response->get_status(), (string) wp_json_encode( $response->get_data() ) );
		$schema = MetricsResource::schema()->to_array();
		$this->assertTrue( rest_validate_value_from_schema( json_decode( (string) wp_json_encode( $response->get_data() ), true ), $schema ) );
		return $response->get_data();
	}

	/** @return array<string, mixed> */
	protected function details( string $conversation, string $message ): array {
		$shown = $this->shown( $conversation, $message );
		$this->assertNull( $shown['reason'] );
		return $shown['details'];
	}
}

<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Tests\Inbox;

use Aaia\Chatbot\Conversations\Attachments\AttachmentRefused;
use Aaia\Chatbot\Conversations\Attachments\AttachmentService;
use Aaia\Chatbot\Conversations\Attachments\AttachmentSettings;
use Aaia\Chatbot\Conversations\ConversationService;
use Aaia\Chatbot\Conversations\DeletionCheck;
use Aaia\Chatbot\Settings\Settings;
use Aaia\Chatbot\Tests\Harness\TestFiles;

/** A conversation is erased while its visitor uploads a file, and what visitors may use up. */
final class VisitorUploadsTest extends InboxTestCase {

	private string $folder;

	protected function setUp(): void {
		parent::setUp();
		$this->services->get( Settings::class )->save( [ AttachmentSettings::VISITORS => 'images_pdf' ] );
		$this->folder = get_temp_dir() . 'aaia-erasure-' . bin2hex( random_bytes( 6 ) );
		add_filter( 'upload_dir', fn( array $dirs ): array => [ 'basedir' => $this->folder ] + $dirs );
	}

	protected function tearDown(): void {
		$this->services->get( \Aaia\Chatbot\Conversations\Attachments\AttachmentFolder::class )->remove();
		parent::tearDown();
	}

	public function test_nothing_of_a_picture_stays_when_its_conversation_is_erased_before_it_is_whole(): void {
		$said = $this->says( 'hello' );
		add_filter( 'wp_image_editors', function ( array $editors ) use ( $said ): array {
			$this->services->get( ConversationService::class )->erase( $said->conversation, 1 );
			return $editors;
		} );

		self::assertSame( 409, $this->refusal( $said ) );

		self::assertSame( [], $this->services->get( DeletionCheck::class )->remains( [ $said->conversation->id ] ) );
		self::assertSame( 0, $this->files() );
	}

	public function test_nothing_is_added_to_a_conversation_that_was_just_erased(): void {
		$said = $this->says( 'hello' );
		$this->services->get( ConversationService::class )->erase( $said->conversation, 1 );

		self::assertSame( 409, $this->refusal( $said ) );

		self::assertSame( [], $this->services->get( DeletionCheck::class )->remains( [ $said->conversation->id ] ) );
		self::assertSame( 0, $this->files() );
	}

	public function test_visitors_leave_room_for_the_files_of_the_team(): void {
		$this->services->get( Settings::class )->save( [ AttachmentSettings::STAFF => 'all', AttachmentSettings::TOTAL_MB => 10 ] );
		$said = $this->says( 'hello' );
		self::assertNull( $this->refusal( $said ) );
		$this->database()->execute( 'UPDATE %i SET size = %d', $this->database()->table( 'message_attachments' ), 8 * MB_IN_BYTES );

		self::assertSame( 507, $this->refusal( $said ) );
		$path = TestFiles::path( TestFiles::pdf() );
		$service = $this->services->get( AttachmentService::class );
		self::assertSame( 'a.pdf', $service->add_by_agent( $this->user()->ID, $path, 'a.pdf' )->name );
	}

	private function refusal( \Aaia\Chatbot\Conversations\ReceivedMessage $said ): ?int {
		try {
			$path = TestFiles::path( TestFiles::png( 900, 700 ) );
			$this->services->get( AttachmentService::class )->add_by_visitor( $this->owner( $said ), $said->conversation, $path, 'a.png' );
			return null;
		} catch ( AttachmentRefused $refused ) {
			return $refused->status;
		}
	}

	/** Counts stored files and thumbnails. */
	private function files(): int {
		return count( glob( $this->folder . '/aaia-chatbot-*/*/*' ) ?: [] );
	}
}

<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Tests\Inbox;

use Aaia\Chatbot\Conversations\Attachments\AttachmentFolder;
use Aaia\Chatbot\Conversations\Attachments\AttachmentHealth;
use Aaia\Chatbot\Conversations\Attachments\AttachmentLimits;
use Aaia\Chatbot\Conversations\Attachments\AttachmentRepository;
use Aaia\Chatbot\Conversations\Attachments\AttachmentResponse;
use Aaia\Chatbot\Conversations\Attachments\AttachmentService;
use Aaia\Chatbot\Conversations\Attachments\AttachmentSettings;
use Aaia\Chatbot\Conversations\Attachments\PurgeAttachments;
use Aaia\Chatbot\Conversations\ReceivedMessage;
use Aaia\Chatbot\Http\FileResponse;
use Aaia\Chatbot\Inbox\AttachmentsController;
use Aaia\Chatbot\Jobs\Job;
use Aaia\Chatbot\Settings\Settings;
use Aaia\Chatbot\Tests\Harness\TestFiles;

/** Files of staff: POST, GET and DELETE /attachments, `attachments` of a message, erasure with the conversation. */
final class AttachmentsTest extends InboxTestCase {

	private ReceivedMessage $received;

	private string $path;

	protected function setUp(): void {
		parent::setUp();
		$this->sign_in();
		$this->received = $this->says( 'hello' );
		$this->path     = '/conversations/' . $this->received->conversation->public_id;
	}

	public function test_a_file_is_uploaded_sent_shown_and_read(): void {
		$photo = $this->uploaded( TestFiles::jpeg( 1600, 1200, true ), 'x.php.jpg' );
		self::assertSame(
			[ 'x_php.jpg', 'image/jpeg', 1200, 1600, true ],
			[ $photo['name'], $photo['mime'], $photo['width'], $photo['height'], $photo['thumbnail'] ],
		);
		$pdf  = $this->uploaded( TestFiles::pdf(), 'Devis été.pdf' );
		$sent = $this->sends( 'Here you are.', [ $photo['id'], $pdf['id'] ] );
		self::assertSame( 201, $sent->get_status(), (string) wp_json_encode( $sent->get_data() ) );
		$parts = $sent->get_data()['message']['parts'];
		self::assertSame( [ 'text', 'attachment', 'attachment' ], array_column( $parts, 'type' ) );
		self::assertSame( [ 'x_php.jpg', 'Devis été.pdf' ], array_column( $parts, 'name' ) );
		self::assertStringContainsString( '📎 Devis été.pdf', $sent->get_data()['conversation']['preview'] );
		self::assertSame( $parts, $this->rest( 'GET', "$this->path/messages" )->get_data()['items'][1]['parts'] );

		$file = $this->rest( 'GET', '/attachments/' . $photo['id'] );
		self::assertSame(
			[
				200,
				'image/jpeg',
				'nosniff',
				"sandbox; default-src 'none'",
				'no-store, private',
				'inline; filename="x_php.jpg"; filename*=UTF-8\'\'x_php.jpg',
			],
			[
				$file->get_status(),
				...self::headers( $file, 'Content-Type', 'X-Content-Type-Options', 'Content-Security-Policy', 'Cache-Control', 'Content-Disposition' ),
			],
		);
		self::assertSame( (string) strlen( self::content( $file ) ), $file->get_headers()['Content-Length'] );
		self::assertStringNotContainsString( 'GPS', self::content( $file ) );
		$small = getimagesizefromstring( self::content( $this->rest( 'GET', '/attachments/' . $photo['id'] . '?size=thumbnail' ) ) );
		self::assertSame( [ 480, 640 ], [ $small[0] ?? 0, $small[1] ?? 0 ], 'turned as the camera was held' );
		$document = $this->rest( 'GET', '/attachments/' . $pdf['id'] );
		self::assertSame( TestFiles::pdf(), self::content( $document ) );
		self::assertSame(
			[ 'application/pdf', "attachment; filename=\"Devis ete.pdf\"; filename*=UTF-8''Devis%20%C3%A9t%C3%A9.pdf" ],
			self::headers( $document, 'Content-Type', 'Content-Disposition' ),
		);
	}

	public function test_a_player_gets_the_piece_it_asks_for(): void {
		$id    = $this->uploaded( TestFiles::wav(), 'note.wav' )['id'];
		$whole = TestFiles::wav();
		$asks  = fn( string $range ): \WP_REST_Response => $this->rest( 'GET', "/attachments/$id", null, [ 'Range' => $range ] );
		$piece = $asks( 'bytes=4-11' );
		self::assertSame( [ 206, substr( $whole, 4, 8 ) ], [ $piece->get_status(), self::content( $piece ) ] );
		self::assertSame( [ 'bytes 4-11/' . strlen( $whole ), '8' ], self::headers( $piece, 'Content-Range', 'Content-Length' ) );
		self::assertSame( substr( $whole, -5 ), self::content( $asks( 'bytes=-5' ) ) );
		self::assertSame( substr( $whole, 40 ), self::content( $asks( 'bytes=40-' ) ) );
		self::assertSame( 416, $asks( 'bytes=5000-' )->get_status() );
		self::assertSame( [ 200, $whole ], [ $asks( 'lines=1-2' )->get_status(), self::content( $asks( 'bytes=1-2,4-5' ) ) ] );
	}

	public function test_hostile_files_are_refused_with_a_sentence_and_leave_nothing(): void {
		$refused = [
			[ 415, 'This kind of file cannot be attached', '<?php echo 1;', 'x.php.jpg' ],
			[ 415, 'This kind of file cannot be attached', '<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>', 'a.svg' ],
			[ 400, 'empty', '', 'a.pdf' ],
			[ 413, 'too large. Files can have up to 1 MB', str_pad( TestFiles::pdf(), 1_100_000 ), 'a.pdf' ],
			[ 415, 'damaged', substr( TestFiles::png(), 0, 60 ), 'a.png' ],
			[ 400, 'too many pixels', self::png_of( 60_000, 60_000 ), 'a.png' ],
			[
				415,
				'This kind of file cannot be attached',
				TestFiles::zip( [ '[Content_Types].xml' => '', 'word/document.xml' => str_repeat( 'a', 3_000_000 ) ] ),
				'bomb.docx',
			],
		];
		$this->settings( [ AttachmentSettings::MAX_MB => 1 ] );
		foreach ( $refused as [ $status, $words, $bytes, $name ] ) {
			$answer = $this->upload( $bytes, $name );
			self::assertSame( $status, $answer->get_status(), $words );
			self::assertStringContainsString( $words, $answer->get_data()['message'] );
		}
		$nothing = new \WP_REST_Request( 'POST', '/aaia-chatbot/v1/attachments' );
		$nothing->set_header( 'Content-Length', (string) ( 4 * 1_073_741_824 ) );
		self::assertSame( 413, $this->takes( $nothing )->get_status(), 'PHP drops what is larger than post_max_size' );
		$nothing->set_header( 'Content-Length', '0' );
		self::assertSame( 400, $this->takes( $nothing )->get_status() );
		$nothing->set_file_params( [ 'file' => [ 'name' => 'a.pdf', 'tmp_name' => '', 'error' => UPLOAD_ERR_INI_SIZE, 'size' => 0 ] ] );
		self::assertSame( 413, $this->takes( $nothing )->get_status() );
		$forged = self::request( TestFiles::path( TestFiles::pdf() ), 'passwd.pdf' );
		self::assertSame( 400, rest_do_request( $forged )->get_status(), 'a file that PHP did not receive' );
		self::assertSame( 0, (int) $this->database()->value( 'SELECT COUNT(*) FROM %i', $this->database()->table( 'message_attachments' ) ) );
	}

	public function test_the_owner_says_which_files_and_how_much_room(): void {
		$this->settings( [ AttachmentSettings::STAFF => 'images_pdf' ] );
		self::assertStringContainsString( 'Allowed: images, PDF.', $this->upload( TestFiles::docx(), 'a.docx' )->get_data()['message'] );
		$this->settings( [ AttachmentSettings::STAFF => 'none' ] );
		self::assertSame( 403, $this->upload( TestFiles::pdf(), 'a.pdf' )->get_status() );
		self::assertNull( $this->services->get( AttachmentLimits::class )->for_browser( true ) );
		$this->settings( [ AttachmentSettings::STAFF => 'all', AttachmentSettings::TOTAL_MB => 10 ] );
		self::assertSame( 'good', $this->services->get( AttachmentHealth::class )->test()['status'] );
		$this->uploaded( TestFiles::pdf(), 'a.pdf' );
		$this->database()->execute( 'UPDATE %i SET size = %d', $this->database()->table( 'message_attachments' ), 10 * MB_IN_BYTES );
		self::assertSame( 'recommended', $this->services->get( AttachmentHealth::class )->test()['status'] );
		self::assertSame( 507, $this->upload( TestFiles::pdf(), 'a.pdf' )->get_status() );
	}

	public function test_a_file_is_sent_once_by_the_one_who_uploaded_it_and_seen_by_those_who_see_the_conversation(): void {
		$author = get_current_user_id();
		$id     = $this->uploaded( TestFiles::pdf(), 'a.pdf' )['id'];
		$other  = $this->sign_in();
		self::assertSame( 404, $this->rest( 'GET', "/attachments/$id" )->get_status(), 'not sent yet' );
		self::assertSame( 404, $this->rest( 'DELETE', "/attachments/$id" )->get_status() );
		self::assertSame( [ 409, 'aaia_file_refused' ], self::refusal( $this->sends( 'mine', [ $id ] ) ) );
		wp_set_current_user( $author );
		self::assertSame( 400, $this->sends( '', [] )->get_status() );
		$sent = $this->sends( '', [ $id ], [ 'id' => 'client-id-0123456789', 'private' => true ] );
		self::assertSame( [ 201, [ 'attachment' ] ], [ $sent->get_status(), array_column( $sent->get_data()['message']['parts'], 'type' ) ] );
		$again = $this->sends( '', [ $id ], [ 'id' => 'client-id-0123456789', 'private' => true ] );
		self::assertSame( $sent->get_data()['message']['id'], $again->get_data()['message']['id'], 'sent again, stored once' );
		self::assertSame( [ 409, 'aaia_file_refused' ], self::refusal( $this->sends( 'again', [ $id ] ) ) );
		self::assertSame( 404, $this->rest( 'DELETE', "/attachments/$id" )->get_status(), 'it belongs to the message' );

		wp_set_current_user( $other->ID );
		self::assertSame( 200, $this->rest( 'GET', "/attachments/$id" )->get_status() );
		add_filter( 'aaia_chatbot_hidden_conversations', fn(): array => [ $this->received->conversation->id ] );
		self::assertSame( 404, $this->rest( 'GET', "/attachments/$id" )->get_status(), 'hidden from this user' );
		remove_all_filters( 'aaia_chatbot_hidden_conversations' );
		$this->sign_in( 'subscriber' );
		self::assertSame( 403, $this->rest( 'GET', "/attachments/$id" )->get_status() );
		wp_set_current_user( 0 );
		self::assertSame( 401, $this->rest( 'GET', "/attachments/$id" )->get_status() );
	}

	public function test_files_go_with_their_conversation_and_one_that_cannot_be_deleted_is_tried_again(): void {
		$first  = $this->uploaded( TestFiles::jpeg( 1600, 1200 ), 'a.jpg' );
		$second = $this->uploaded( TestFiles::pdf(), 'b.pdf' );
		$this->sends( 'both', [ $first['id'], $second['id'] ] );
		$stuck = $this->file( $second['id'] );
		$gone  = $this->file( $first['id'] );
		self::assertFileExists( $gone . '-t' );
		unlink( $stuck );
		mkdir( $stuck ); // Cannot be unlinked.
		$deleted = $this->rest( 'DELETE', $this->path )->get_data();
		self::assertSame( [ 1, 1 ], [ $deleted['deleted']['message_attachments'], $deleted['remaining']['message_attachments'] ] );
		self::assertFileDoesNotExist( $gone );
		self::assertFileDoesNotExist( $gone . '-t' );
		self::assertSame( 404, $this->rest( 'GET', '/attachments/' . $second['id'] )->get_status() );
		self::assertSame( [ '' ], array_column( $this->rows(), 'name' ) );
		rmdir( $stuck );
		$this->services->get( PurgeAttachments::class )->handle( new Job( 1, PurgeAttachments::NAME, [], 1 ) );
		self::assertSame( [], $this->rows() );
	}

	public function test_what_is_not_sent_is_removed_at_once_on_wish_and_otherwise_after_a_day(): void {
		$removed = $this->uploaded( TestFiles::pdf(), 'a.pdf' )['id'];
		$path    = $this->file( $removed );
		self::assertSame( [ 'deleted' => true ], $this->rest( 'DELETE', "/attachments/$removed" )->get_data() );
		self::assertFileDoesNotExist( $path );
		$old = $this->file( $this->uploaded( TestFiles::pdf(), 'old.pdf' )['id'] );
		$this->sends( 'kept', [ $this->uploaded( TestFiles::pdf(), 'kept.pdf' )['id'] ] );
		$this->clock->pass( '25 hours' );
		$this->uploaded( TestFiles::pdf(), 'new.pdf' );
		$this->services->get( PurgeAttachments::class )->handle( new Job( 1, PurgeAttachments::NAME, [], 1 ) );
		self::assertFileDoesNotExist( $old );
		self::assertSame( [ 'kept.pdf', 'new.pdf' ], array_column( $this->rows(), 'name' ) );
	}

	public function test_the_folder_is_closed_its_names_are_random_and_it_goes_with_the_plugin(): void {
		$path   = $this->file( $this->uploaded( TestFiles::pdf(), 'invoice.pdf' )['id'] );
		$folder = dirname( $path, 2 );
		self::assertMatchesRegularExpression( '#/uploads/aaia-chatbot-[0-9a-f]{32}/[0-9a-f]{2}/[0-9a-f]{32}\z#', $path );
		self::assertStringContainsString( 'Require all denied', (string) file_get_contents( "$folder/.htaccess" ) );
		self::assertFileExists( "$folder/web.config" );
		self::assertSame( '', file_get_contents( "$folder/index.html" ) );
		self::assertSame( 0, fileperms( $path ) & 0111, 'not executable' );
		( new AttachmentFolder() )->remove();
		self::assertDirectoryDoesNotExist( $folder );
	}

	/** @param array<string, mixed> $values */
	private function settings( array $values ): void {
		$this->services->get( Settings::class )->save( $values );
	}

	private function upload( string $bytes, string $name ): \WP_REST_Response {
		return $this->takes( self::request( TestFiles::path( $bytes ), $name ) );
	}

	/** @return array<string, mixed> */
	private function uploaded( string $bytes, string $name ): array {
		$answer = $this->upload( $bytes, $name );
		self::assertSame( 201, $answer->get_status(), (string) wp_json_encode( $answer->get_data() ) );
		return $answer->get_data();
	}

	/** Answers as the route does, for a file that PHP says it received. */
	private function takes( \WP_REST_Request $request ): \WP_REST_Response {
		$services = $this->services;
		$response = new AttachmentResponse(
			$services->get( AttachmentFolder::class ),
			$services->get( AttachmentService::class ),
			static fn(): bool => true,
		);
		$answer   = $this->wired( [
			AttachmentResponse::class => $response,
			AttachmentService::class  => $services->get( AttachmentService::class ),
		] )->get( AttachmentsController::class )->serve( 'add', $request );
		self::assertInstanceOf( \WP_REST_Response::class, $answer );
		return $answer;
	}

	private static function request( string $path, string $name ): \WP_REST_Request {
		$request = new \WP_REST_Request( 'POST', '/aaia-chatbot/v1/attachments' );
		$request->set_file_params(
			[ 'file' => [ 'name' => $name, 'type' => 'image/jpeg', 'tmp_name' => $path, 'error' => UPLOAD_ERR_OK, 'size' => 1 ] ],
		);
		return $request;
	}

	/** @param list<string> $files @param array<string, mixed> $more */
	private function sends( string $text, array $files, array $more = [] ): \WP_REST_Response {
		return $this->rest( 'POST', "$this->path/messages", $more + [ 'text' => $text, 'attachments' => $files ] );
	}

	/** @return array{int, string} */
	private static function refusal( \WP_REST_Response $answer ): array {
		return [ $answer->get_status(), $answer->get_data()['code'] ];
	}

	/** Where a file is. */
	private function file( string $id ): string {
		$attachment = $this->services->get( AttachmentRepository::class )->by_public_id( $id );
		return $this->services->get( AttachmentFolder::class )->path( (string) $attachment?->stored );
	}

	/** @return list<array<string, ?string>> */
	private function rows(): array {
		return $this->database()->rows( 'SELECT * FROM %i ORDER BY id', $this->database()->table( 'message_attachments' ) );
	}

	/** @return list<string> */
	private static function headers( \WP_REST_Response $response, string ...$names ): array {
		return array_map( static fn( string $name ): string => (string) ( $response->get_headers()[ $name ] ?? '' ), array_values( $names ) );
	}

	private static function content( \WP_REST_Response $response ): string {
		self::assertInstanceOf( FileResponse::class, $response );
		return implode( '', [ ...( $response->pieces )() ] );
	}

	/** A small file that claims to be a huge picture. */
	private static function png_of( int $width, int $height ): string {
		$chunk = static fn( string $name, string $data ): string => pack( 'N', strlen( $data ) ) . $name . $data . pack(
			'N',
			crc32( $name . $data ),
		);
		return "\x89PNG\r\n\x1A\n" . $chunk( 'IHDR', pack( 'NNCCCCC', $width, $height, 8, 2, 0, 0, 0 ) )
			. $chunk( 'IDAT', (string) gzcompress( str_repeat( "\0", 1000 ) ) ) . $chunk( 'IEND', '' );
	}
}

<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Tests\Operations\Backup;

use Aaia\Chatbot\Http\Capability;
use Aaia\Chatbot\Http\FileResponse;
use Aaia\Chatbot\Jobs\JobQueue;
use Aaia\Chatbot\Operations\Backup\BackupRepository;
use Aaia\Chatbot\Operations\Backup\BackupService;
use Aaia\Chatbot\Operations\Backup\RunBackup;
use Aaia\Chatbot\Tests\ChatTestCase;

/** Backups through the REST routes of the Status tab. */
final class BackupsControllerTest extends ChatTestCase {

	protected function tearDown(): void {
		BackupRepository::remove_folder();
		parent::tearDown();
	}

	public function test_only_administrators_touch_backups_whatever_else_somebody_may_do(): void {
		$user = $this->user( 'editor' );
		$user->add_cap( Capability::Manage->value );
		wp_set_current_user( $user->ID );
		self::assertSame( 200, $this->rest( 'GET', '/status' )->get_status(), 'May manage the chatbot.' );
		foreach ( [
			[ 'GET', '/backups' ],
			[ 'POST', '/backups' ],
			[ 'POST', '/backups/test' ],
			[ 'GET', '/backups/1/file' ],
			[ 'DELETE', '/backups/1' ],
			[ 'POST', '/backups/1/check' ],
			[ 'POST', '/backups/1/restore' ],
		] as [ $method, $path ] ) {
			self::assertSame( 403, $this->rest( $method, $path, 'GET' === $method ? null : [] )->get_status(), "$method $path" );
		}
	}

	public function test_only_administrators_say_where_backups_go(): void {
		$user = $this->user( 'editor' );
		$user->add_cap( Capability::Manage->value );
		wp_set_current_user( $user->ID );
		foreach ( [ 'backup_place' => 'webdav', 'backup_url' => 'https://mine.example/x', 'backup_passphrase' => 'known to me only' ] as $key => $value ) {
			$refused = $this->rest( 'PUT', '/settings', [ $key => $value, 'widget_title' => 'Mine' ] );
			self::assertSame( [ 403, $key ], [ $refused->get_status(), $refused->get_data()['data']['field'] ] );
		}
		$saved = $this->rest( 'PUT', '/settings', [ 'backup_place' => 'none', 'widget_title' => 'Ours' ] );
		self::assertSame( [ 200, 'Ours' ], [ $saved->get_status(), $saved->get_data()['values']['widget_title'] ], 'What stays as it is may be sent.' );
		$this->sign_in();
		self::assertSame( 200, $this->rest( 'PUT', '/settings', [ 'backup_keep' => 3 ] )->get_status() );
	}

	public function test_one_is_made_in_the_background_checked_downloaded_and_deleted(): void {
		$this->visitor()->says( 'Hello' );
		$this->sign_in();
		$this->database()->execute( 'DELETE FROM %i', $this->database()->table( 'jobs' ) );
		$made = $this->rest( 'POST', '/backups', [] )->get_data()['items'][0];
		self::assertSame( [ 'making', 'manual', false ], [ $made['state'], $made['reason'], $made['encrypted'] ] );
		self::assertSame( RunBackup::NAME, $this->plugin->services->get( JobQueue::class )->claim( 60 )?->job->handler );
		$this->plugin->services->get( BackupService::class )->step( $made['id'], 30.0 );
		$done = $this->rest( 'GET', '/backups' )->get_data()['items'][0];
		self::assertSame( 'done', $done['state'] );
		self::assertNotNull( $done['verified_at'] );

		$this->database()->execute(
			'UPDATE %i SET created_at = %s',
			$this->database()->table( 'messages' ),
			gmdate( 'Y-m-d H:i:s', time() + 3600 ),
		);
		$path  = '/backups/' . $made['id'];
		$found = $this->rest( 'POST', "$path/check", [] )->get_data();
		self::assertSame( 1, $found['then']['conversations'] );
		self::assertSame( [ 0, 2 ], [ $found['lost']['conversations'], $found['lost']['messages'] ] );

		$file = $this->rest( 'GET', "$path/file" );
		self::assertInstanceOf( FileResponse::class, $file );
		$bytes = implode( '', iterator_to_array( ( $file->pieces )(), false ) );
		self::assertSame( $done['size'], strlen( $bytes ) );

		$stored = $this->plugin->services->get( BackupRepository::class )->path( $done['name'] );
		file_put_contents( $stored, substr( $bytes, 0, -10 ) );
		$refused = $this->rest( 'POST', "$path/restore", [] );
		self::assertSame( [ 409, 'aaia_backup_refused' ], [ $refused->get_status(), $refused->get_data()['code'] ] );
		self::assertSame( [], $this->rest( 'DELETE', $path )->get_data()['items'] );
		self::assertFileDoesNotExist( $stored );
		self::assertSame( 404, $this->rest( 'GET', "$path/file" )->get_status() );
	}
}

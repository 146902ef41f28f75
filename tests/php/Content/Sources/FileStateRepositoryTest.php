<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Tests\Content\Sources;

use Aaia\Chatbot\Content\ContentService;
use Aaia\Chatbot\Content\ContentSettings;
use Aaia\Chatbot\Content\Sources\FileStateRepository;
use Aaia\Chatbot\Content\Text\Unreadable;
use Aaia\Chatbot\Settings\Settings;
use Aaia\Chatbot\Storage\Database;
use Aaia\Chatbot\Support\Clock;
use Aaia\Chatbot\Tests\Content\Text\Docx\WordFile;
use Aaia\Chatbot\Tests\Content\Text\Pdf\PdfFile;

/** Owners see why files gave no text, and such files are not read again and again. */
final class FileStateRepositoryTest extends FileTestCase {

	protected function setUp(): void {
		parent::setUp();
		$this->sign_in();
	}

	/** @return array<string, string> Reasons by the name of the file. */
	private function unread(): array {
		return array_column( $this->rest( 'GET', '/knowledge/files' )->get_data()['items'], 'reason', 'title' );
	}

	private function state( int $post_id, string $column ): string {
		return (string) $this
			->database()
			->value( 'SELECT %i FROM %i WHERE post_id = %d', $column, $this->database()->table( 'knowledge_files' ), $post_id );
	}

	public function test_each_file_without_text_is_listed_with_its_name_and_its_reason(): void {
		$locked          = ( new PdfFile() )->text( [ 'Secret' ] );
		$locked->trailer = '/Encrypt << /Filter /Standard >> ';
		$this->upload( 'contract.pdf', $locked->bytes(), 'application/pdf' );
		$this->upload( 'scan.pdf', ( new PdfFile() )->page( 'q Q' )->bytes(), 'application/pdf' );
		$this->upload( 'letter.docx', 'not a zip', self::WORD );
		$this->upload( 'empty.txt', " \n", 'text/plain' );
		$this->upload( 'huge.csv', str_repeat( "a,b\n", 1_300_000 ), 'text/csv' );
		$gone = $this->upload( 'gone.md', '# Gone', 'text/markdown' );
		unlink( (string) get_attached_file( $gone ) );
		$this->upload( 'good.pdf', ( new PdfFile() )->text( [ 'The hippopotamus sleeps.' ] )->bytes(), 'application/pdf' );
		$this->work();
		$this->sync();
		$expected = [
			'contract.pdf' => Unreadable::Protected,
			'scan.pdf'     => Unreadable::NoText,
			'letter.docx'  => Unreadable::Broken,
			'empty.txt'    => Unreadable::NoText,
			'huge.csv'     => Unreadable::TooLarge,
			'gone.md'      => Unreadable::Missing,
		];
		self::assertEquals( array_map( static fn( Unreadable $reason ): string => $reason->sentence(), $expected ), $this->unread() );
		self::assertCount( 1, $this->found( 'hippopotamus' ) );
		self::assertSame( 6, $this->rest( 'GET', '/knowledge/files' )->get_data()['total'] );
	}

	public function test_the_reasons_are_in_the_language_of_the_user(): void {
		$this->upload( 'letter.docx', 'not a zip', self::WORD );
		$this->work();
		self::assertSame( [ 'letter.docx' => Unreadable::Broken->sentence() ], $this->unread() );
		$reasons = array_map( static fn( Unreadable $reason ): string => $reason->sentence(), Unreadable::cases() );
		self::assertSame( $reasons, array_unique( $reasons ) );
		self::assertSame(
			'broken',
			$this->database()->value( 'SELECT reason FROM %i', $this->database()->table( 'knowledge_files' ) ),
			'Kept as a code, not in the language of a job.',
		);
	}

	public function test_a_sync_reads_only_what_changed(): void {
		$good   = $this->upload( 'good.docx', $this->word( WordFile::p( 'The hippopotamus sleeps.' ) ), self::WORD );
		$broken = $this->upload( 'bad.docx', 'not a zip', self::WORD );
		$this->work();
		foreach ( [ $good, $broken ] as $id ) {
			$this->database()->update( 'knowledge_files', [ 'changed_at' => '2026-01-02 00:00:00' ], [ 'post_id' => $id ] );
		}
		$this->sync();
		self::assertSame(
			[ '2026-01-02 00:00:00', '2026-01-02 00:00:00' ],
			[ $this->state( $good, 'changed_at' ), $this->state( $broken, 'changed_at' ) ],
		);
		self::assertSame( [ 'file:' . $good ], $this->found( 'hippopotamus' ) );
		file_put_contents( (string) get_attached_file( $broken ), $this->word( WordFile::p( 'The giraffe wakes.' ) ) );
		clearstatcache();
		$this->sync();
		self::assertSame( [ 'file:' . $broken ], $this->found( 'giraffe' ) );
		self::assertSame( [], $this->unread() );
		$this->services->get( ContentService::class )->clear();
		$this->sync();
		self::assertSame( [ 'file:' . $good ], $this->found( 'hippopotamus' ), 'What was forgotten is read again.' );
	}

	public function test_a_file_on_which_php_dies_twice_is_skipped_until_it_changes(): void {
		$id = $this->upload( 'killer.docx', $this->word( WordFile::p( 'The hippopotamus sleeps.' ) ), self::WORD );
		$this->work();
		foreach ( [ 1, 2 ] as $attempt ) {
			$this->database()->update(
				'knowledge_files',
				[ 'state' => 'reading', 'attempts' => $attempt, 'changed_at' => '2026-01-02 00:00:00' ],
				[ 'post_id' => $id ],
			);
			$this->sync();
			self::assertSame( 1 === $attempt ? 'read' : 'failed', $this->state( $id, 'state' ) );
		}
		self::assertSame( [ 'killer.docx' => Unreadable::TooHeavy->sentence() ], $this->unread() );
		self::assertSame( [], $this->found( 'hippopotamus' ) );
		touch( (string) get_attached_file( $id ), time() + 5 );
		clearstatcache();
		$this->sync();
		self::assertSame( [ 'file:' . $id ], $this->found( 'hippopotamus' ) );
	}

	public function test_a_file_that_took_too_long_is_tried_twice_and_not_three_times(): void {
		$id = $this->upload( 'slow.docx', $this->word( str_repeat( ' ', 40_000_000 ) ), self::WORD );
		$this->work();
		self::assertSame( [ 'slow.docx' => Unreadable::TooHeavy->sentence() ], $this->unread() );
		foreach ( [ [ '-1 hour', '1' ], [ '-1 day', '2' ], [ '-1 month', '2' ] ] as [ $ago, $attempts ] ) {
			$this->database()->update(
				'knowledge_files',
				[ 'changed_at' => gmdate( 'Y-m-d H:i:s', (int) strtotime( $ago ) ) ],
				[ 'post_id' => $id ],
			);
			$this->sync();
			self::assertSame( $attempts, $this->state( $id, 'attempts' ), $ago );
		}
	}

	public function test_a_file_that_another_process_is_reading_is_skipped_and_stays_indexed(): void {
		$id = $this->upload( 'good.docx', $this->word( WordFile::p( 'The hippopotamus sleeps.' ) ), self::WORD );
		$this->work();
		$now = gmdate( 'Y-m-d H:i:s' );
		$this->database()->update( 'knowledge_files', [ 'state' => 'reading', 'changed_at' => $now ], [ 'post_id' => $id ] );
		$this->sync();
		self::assertSame( [ 'file:' . $id ], $this->found( 'hippopotamus' ) );
		wp_update_post( [ 'ID' => $id, 'post_content' => 'x' ] );
		$this->database()->update( 'knowledge_files', [ 'state' => 'reading', 'changed_at' => $now ], [ 'post_id' => $id ] );
		$this->work();
		self::assertSame(
			'1',
			$this->database()->value( 'SELECT COUNT(*) FROM %i WHERE state = %s', $this->database()->table( 'jobs' ), 'queued' ),
			'The job comes back later.',
		);
		self::assertSame( [ 'file:' . $id ], $this->found( 'hippopotamus' ) );
	}

	public function test_of_two_processes_only_one_reads_a_file(): void {
		$states = new FileStateRepository( $this->services->get( Database::class ), $this->services->get( Clock::class ) );
		self::assertTrue( $states->begin( 7, md5( 'a' ) ) );
		self::assertNull( $states->begin( 7, md5( 'a' ) ) );
		self::assertTrue( $states->begin( 7, md5( 'b' ) ), 'Another file under the same id.' );
	}

	public function test_an_owner_can_have_a_file_tried_again(): void {
		$id = $this->upload( 'letter.docx', 'not a zip', self::WORD );
		$this->work();
		$file = (string) get_attached_file( $id );
		$time = (int) filemtime( $file );
		file_put_contents( $file, substr( $this->word( WordFile::p( 'The hippopotamus sleeps.' ) ), 0 ) );
		touch( $file, $time );
		self::assertSame( 202, $this->rest( 'POST', "/knowledge/files/$id/read", [] )->get_status() );
		$this->work();
		self::assertSame( [ 'file:' . $id ], $this->found( 'hippopotamus' ) );
		self::assertSame( 404, $this->rest( 'POST', "/knowledge/files/$id/read", [] )->get_status() );
		self::assertSame( 404, $this->rest( 'POST', '/knowledge/files/999999/read', [] )->get_status() );
	}

	public function test_deleted_files_and_files_switched_off_are_not_listed(): void {
		$id = $this->upload( 'letter.docx', 'not a zip', self::WORD );
		$this->upload( 'other.docx', 'not a zip', self::WORD );
		$this->work();
		wp_delete_attachment( $id, true );
		self::assertSame( [ 'other.docx' ], array_keys( $this->unread() ) );
		$this->sync();
		self::assertSame( '', $this->state( $id, 'state' ), 'A sync forgets it.' );
		$this->services->get( Settings::class )->save( [ ContentSettings::FILES => false ] );
		self::assertSame( [], $this->unread() );
		$this->sync();
		self::assertSame( '0', $this->database()->value( 'SELECT COUNT(*) FROM %i', $this->database()->table( 'knowledge_files' ) ) );
	}

	public function test_a_file_of_which_only_the_beginning_was_read_is_found_and_listed(): void {
		$id = $this->upload(
			'book.docx',
			$this->word( WordFile::p( 'The hippopotamus sleeps.' ) . implode(
				'',
				array_map(
					static fn( int $number ): string => WordFile::p( 'Part ' . str_repeat( md5( (string) $number ) . ' ', 30 ) ),
					range( 1, 9000 ),
				),
			) ),
			self::WORD,
		);
		$this->work();
		self::assertSame( [ 'book.docx' => Unreadable::OnlyPart->sentence() ], $this->unread() );
		self::assertSame( [ 'file:' . $id ], $this->found( 'hippopotamus' ) );
		self::assertTrue( $this->rest( 'GET', '/knowledge/files' )->get_data()['items'][0]['partial'] );
	}

	public function test_only_owners_see_the_list(): void {
		wp_set_current_user( 0 );
		self::assertSame( 401, $this->rest( 'GET', '/knowledge/files' )->get_status() );
		self::assertSame( 401, $this->rest( 'POST', '/knowledge/files/1/read', [] )->get_status() );
	}
}

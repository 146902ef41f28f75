<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Tests\Content\Sources;

use Aaia\Chatbot\Content\ContentSettings;
use Aaia\Chatbot\Content\Sources\PostLanguage;
use Aaia\Chatbot\Search\Index\IndexSearch;
use Aaia\Chatbot\Search\SearchQuery;
use Aaia\Chatbot\Settings\Settings;
use Aaia\Chatbot\Tests\Content\Text\Docx\WordFile;
use Aaia\Chatbot\Tests\Content\Text\Pdf\PdfFile;

/** Files of the media library are read only when switched on, only as text, and only when everybody may read them. */
final class FileSourceTest extends FileTestCase {

	public function test_an_uploaded_file_is_found_at_once_and_removed_when_it_is_deleted(): void {
		$id  = $this->upload( 'tariffs.csv', "Item,Price\nTrack pump,39 €\n", 'text/csv' );
		$hit = $this->hits( 'price of a track pump' )[0];
		self::assertSame( 'file:' . $id, $hit->document->external_id );
		self::assertSame( 'Item: Track pump, Price: 39 €', $hit->chunk->text );
		self::assertSame( wp_get_attachment_url( $id ), $hit->document->url );
		wp_delete_attachment( $id, true );
		self::assertSame( [], $this->found( 'price of a track pump' ) );
	}

	public function test_markdown_can_be_uploaded_while_files_are_read_and_only_then(): void {
		require_once ABSPATH . 'wp-admin/includes/file.php';
		$path = (string) tempnam( sys_get_temp_dir(), 'aaia' );
		file_put_contents( $path, "# Care\n\n- Feed the **hippopotamus** twice.\n" );
		$checked = static fn(): array => [
			wp_check_filetype_and_ext( $path, 'care.md' )['type'],
			wp_check_filetype_and_ext( $path, 'CARE.markdown' )['type'],
			wp_check_filetype_and_ext( $path, 'care.php' )['type'],
		];
		self::assertSame( [ false, false, false ], $checked(), 'Where no file is taken in, WordPress’s own list stands.' );
		apply_filters( 'wp_handle_upload_prefilter', [] );
		self::assertSame( [ 'text/plain', 'text/plain', false ], $checked() );
		$this->services->get( Settings::class )->save( [ ContentSettings::FILES => false ] );
		self::assertSame( [ false, false, false ], $checked() );
		unlink( $path );
	}

	public function test_files_are_read_only_while_the_setting_is_on(): void {
		$this->services->get( Settings::class )->save( [ ContentSettings::FILES => false ] );
		$id = $this->upload( 'notes.txt', 'The hippopotamus sleeps.', 'text/plain' );
		self::assertSame( [], $this->found( 'hippopotamus' ) );
		$this->services->get( Settings::class )->save( [ ContentSettings::FILES => true ] );
		$this->sync();
		self::assertSame( [ 'file:' . $id ], $this->found( 'hippopotamus' ) );
		$this->services->get( Settings::class )->save( [ ContentSettings::FILES => false ] );
		$this->sync();
		self::assertSame( [], $this->found( 'hippopotamus' ) );
	}

	public function test_the_same_file_twice_is_one_document_until_one_of_them_goes(): void {
		$bytes  = "Item,Price\nTrack pump,39 €\n";
		$first  = $this->upload( 'tariffs.csv', $bytes, 'text/csv' );
		$second = $this->upload( 'tariffs-copy.csv', $bytes, 'text/csv' );
		$third  = $this->upload( 'tariffs-again.csv', $bytes, 'text/csv' );
		$other  = $this->upload( 'others.csv', "Item,Price\nFoot pump,29 €\n", 'text/csv' );
		self::assertEqualsCanonicalizing( [ "file:$first", "file:$other" ], $this->found( 'price of a pump' ) );
		$this->sync();
		self::assertEqualsCanonicalizing( [ "file:$first", "file:$other" ], $this->found( 'price of a pump' ), 'A sync keeps it so.' );

		wp_delete_attachment( $first, true );
		self::assertSame( [ "file:$other" ], $this->found( 'price of a pump' ) );
		$this->work();
		self::assertEqualsCanonicalizing( [ "file:$second", "file:$other" ], $this->found( 'price of a pump' ), 'A copy takes its place.' );

		file_put_contents( (string) get_attached_file( $second ), "Item,Price\nRepair stand,99 €\n" );
		clearstatcache();
		$this->sync();
		$this->work();
		self::assertContains( "file:$third", $this->found( 'price of a track pump' ), 'The copy of what a file was before.' );
		self::assertContains( "file:$second", $this->found( 'price of a repair stand' ) );
	}

	public function test_files_that_not_everybody_may_read_are_not_indexed(): void {
		$private = $this->page( 'Private', 'x', [ 'post_status' => 'private' ] );
		$locked  = $this->page( 'Locked', 'x', [ 'post_password' => 'secret' ] );
		foreach ( [ $private, $locked ] as $parent ) {
			$this->upload( 'inside.txt', 'The hippopotamus sleeps.', 'text/plain', [ 'post_parent' => $parent->ID ] );
		}
		$outside = $this->upload( 'outside.txt', 'Harmless.', 'text/plain' );
		update_post_meta( $outside, '_wp_attached_file', '../../wp-config.php' );
		wp_update_post( [ 'ID' => $outside, 'post_title' => 'Outside' ] );
		$this->upload( 'image.txt', "\x89PNG hippopotamus\0\0", 'text/plain' );
		$this->upload( 'hippopotamus.bin', 'The hippopotamus sleeps.', 'application/octet-stream' );
		self::assertSame( [], $this->found( 'hippopotamus sleeps' ) );
		self::assertSame( [], $this->found( 'DB_NAME DB_PASSWORD' ) );
	}

	public function test_a_word_file_is_read_after_the_upload_and_found_under_its_headings(): void {
		$id = $this->upload(
			'Tarifs.docx',
			$this->word( WordFile::p( 'Livraison', 'Titre1' ) . WordFile::p( 'La Corse est livrée en cinq jours.' ) ),
			self::WORD,
		);
		self::assertSame( [], $this->found( 'livraison Corse' ), 'Not in the request of the upload.' );
		self::assertSame( 1, $this->work() );
		$hit = $this->hits( 'livraison Corse' )[0];
		self::assertSame( 'file:' . $id, $hit->document->external_id );
		self::assertSame( [ 'Livraison' ], $hit->chunk->headings );
	}

	public function test_a_link_to_a_pdf_opens_the_page_of_the_passage(): void {
		$id = $this->upload(
			'manual.pdf',
			( new PdfFile() )->text( [ 'Chain and gears need oil.' ] )->text( [ 'The saddle is turned with a spanner.' ] )->bytes(),
			'application/pdf',
		);
		$this->work();
		$found = $this->services->get( IndexSearch::class )->search( new SearchQuery( 'turn the saddle' ) );
		self::assertSame( wp_get_attachment_url( $id ) . '#page=2', $found[0]->url );
	}

	public function test_the_language_of_a_file_is_guessed_from_its_text_unless_it_is_set(): void {
		$text   = 'La livraison est offerte à partir de cinquante euros et prend trois jours. Vous pouvez rendre le vélo dans les '
			. 'trente jours qui suivent l’achat, avec la facture, pour être remboursé.';
		$file   = $this->upload( 'livraison.txt', $text, 'text/plain' );
		$marked = $this->upload( 'envio.txt', $text, 'text/plain' );
		update_post_meta( $marked, PostLanguage::META, 'es_ES' );
		$this->sync();
		$languages = [];
		foreach ( $this->hits( 'livraison offerte' ) as $hit ) {
			$languages[ $hit->document->external_id ] = $hit->document->language;
		}
		ksort( $languages );
		self::assertSame( [ 'file:' . $file => 'fr', 'file:' . $marked => 'es' ], $languages );
	}

	public function test_a_file_is_removed_and_added_with_the_page_it_is_attached_to(): void {
		$page = $this->page( 'Manuals', 'x', [ 'post_status' => 'draft' ] );
		$file = $this->upload(
			'manual.pdf',
			( new PdfFile() )->text( [ 'The hippopotamus sleeps.' ] )->bytes(),
			'application/pdf',
			[ 'post_parent' => $page->ID ],
		);
		$this->work();
		self::assertSame( [], $this->found( 'hippopotamus' ) );
		$changes = [
			[ [ 'post_status' => 'publish' ], true ],
			[ [ 'post_status' => 'private' ], false ],
			[ [ 'post_status' => 'publish' ], true ],
			[ [ 'post_password' => 'secret' ], false ],
			[ [ 'post_password' => '' ], true ],
			[ [ 'post_status' => 'draft' ], false ],
		];
		foreach ( $changes as $number => [ $change, $is_known ] ) {
			wp_update_post( [ 'ID' => $page->ID ] + $change );
			$this->end_request();
			if ( ! $is_known ) {
				self::assertSame( [], $this->found( 'hippopotamus' ), 'At once: ' . $number );
			}
			$this->work();
			self::assertSame( $is_known ? [ 'file:' . $file ] : [], $this->found( 'hippopotamus' ), (string) $number );
		}
		wp_update_post( [ 'ID' => $page->ID, 'post_status' => 'publish' ] );
		$this->end_request();
		$this->work();
		wp_trash_post( $page->ID );
		self::assertSame( [], $this->found( 'hippopotamus' ), 'In the trash.' );
	}

	public function test_saving_a_page_does_not_read_its_files_again(): void {
		$page = $this->page( 'Manuals', 'x' );
		$this->upload(
			'manual.pdf',
			( new PdfFile() )->text( [ 'The hippopotamus sleeps.' ] )->bytes(),
			'application/pdf',
			[ 'post_parent' => $page->ID ],
		);
		$this->work();
		wp_update_post( [ 'ID' => $page->ID, 'post_content' => 'y' ] );
		$this->end_request();
		self::assertSame( 0, $this->work() );
	}

	public function test_digital_products_of_a_shop_are_never_read(): void {
		$this->upload( 'ebook.txt', 'The hippopotamus sleeps.', 'text/plain', [], 'woocommerce_uploads/2026' );
		$this->sync();
		self::assertSame( [], $this->found( 'hippopotamus' ) );
	}

	public function test_files_in_folders_closed_by_the_web_server_are_never_read(): void {
		$folder = wp_get_upload_dir()['basedir'] . '/closed';
		wp_mkdir_p( $folder . '/inner' );
		file_put_contents( $folder . '/.htaccess', "Options -Indexes\ndeny from all\n" );
		$open = wp_get_upload_dir()['basedir'] . '/open';
		wp_mkdir_p( $open );
		file_put_contents( $open . '/.htaccess', "<FilesMatch \"\\.php$\">\nRequire all denied\n</FilesMatch>\n" );
		try {
			$this->upload( 'inside.txt', 'The hippopotamus sleeps.', 'text/plain', [], 'closed/inner' );
			$id = $this->upload( 'outside.txt', 'The hippopotamus sleeps.', 'text/plain', [], 'open' );
			$this->sync();
			self::assertSame( [ 'file:' . $id ], $this->found( 'hippopotamus' ) );
		} finally {
			unlink( $folder . '/.htaccess' );
			unlink( $open . '/.htaccess' );
		}
	}

	public function test_another_plugin_can_exclude_a_file(): void {
		add_filter( 'aaia_chatbot_may_know_post', '__return_false' );
		$this->upload( 'notes.txt', 'The hippopotamus sleeps.', 'text/plain' );
		self::assertSame( [], $this->found( 'hippopotamus' ) );
	}
}

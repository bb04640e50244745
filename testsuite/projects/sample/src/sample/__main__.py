from sample.text.counting import main

main()
